namespace Research.Framework.Quantization;

/// <summary>Where <see cref="RangeSearch.Symmetric"/> begins.</summary>
public enum LimitStart
{
    /// <summary>max(w), as AdaBM's released code: too low where the extreme weight is negative.</summary>
    SignedMaximum,

    /// <summary>max|w|.</summary>
    LargestMagnitude,
}
