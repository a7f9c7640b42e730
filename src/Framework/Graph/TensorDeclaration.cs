namespace Research.Framework.Graph;

/// <summary>A tensor that the network's state dictionary holds.</summary>
public sealed record TensorDeclaration(string Name, long[] Shape, TensorKind Kind);

/// <summary>How a tensor of the state dictionary is used.</summary>
public enum TensorKind
{
    /// <summary>Trained by gradient.</summary>
    Parameter,

    /// <summary>Batch normalisation's running statistics.</summary>
    Statistic,

    /// <summary>The fixed mean shift of the images.</summary>
    MeanShift,
}
