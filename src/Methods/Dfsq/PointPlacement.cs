namespace Research.Methods.Dfsq;

/// <summary>Where the quantization points of a channel may lie.</summary>
public enum PointPlacement
{
    /// <summary>On elements of the universal set.</summary>
    Subset,

    /// <summary>At equal distances (ablation).</summary>
    Uniform,
}
