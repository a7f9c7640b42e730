namespace Research.Framework.Experiments;

/// <summary>How the rows of an experiment become its table.</summary>
public enum TableKind
{
    /// <summary>A line per network and method, the data sets side by side.</summary>
    Comparison,

    /// <summary>A line per network and data set, beside the literature's figure.</summary>
    Anchors,
}
