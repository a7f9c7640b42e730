namespace Research.Methods.Dfsq;

/// <summary>What brings activations to -1..1 before they are quantized.</summary>
public enum Normalisation
{
    /// <summary>Statistics of the very channel of the very image (DFSQ).</summary>
    On,

    /// <summary>One mean and one largest deviation per layer, of the calibration patches (ablation).</summary>
    Off,
}
