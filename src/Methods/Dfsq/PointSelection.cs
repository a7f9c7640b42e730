namespace Research.Methods.Dfsq;

/// <summary>How a channel's subset of the universal set is found.</summary>
public enum PointSelection
{
    /// <summary>K-means, projected onto the universal set (DFSQ).</summary>
    Kmeans,

    /// <summary>The best of all subsets with 0, by dynamic programming (ours).</summary>
    Optimum,

    /// <summary>All subsets of magnitudes, one by one (SQ); only for small universal sets.</summary>
    Exhaustive,
}
