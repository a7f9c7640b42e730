namespace Research.Framework.Graph;

/// <summary>A tensor that the network's state dictionary holds.</summary>
public sealed record TensorDeclaration(string Name, long[] Shape, TensorKind Kind)
{
    /// <summary>Values where no file gives them, row-major; null for zeros.</summary>
    public IReadOnlyList<float>? Initial { get; init; }
}

/// <summary>How a tensor of the state dictionary is used.</summary>
public enum TensorKind
{
    /// <summary>Trained by gradient.</summary>
    Parameter,

    /// <summary>Batch normalisation's running statistics.</summary>
    Statistic,

    /// <summary>The fixed shift of colours; some publishers do not store it.</summary>
    MeanShift,
}
