namespace Research.Framework.Training;

/// <summary>How far SR is from HR.</summary>
public enum PixelLoss
{
    /// <summary>Mean absolute difference.</summary>
    L1,

    /// <summary>Mean square.</summary>
    L2,
}
