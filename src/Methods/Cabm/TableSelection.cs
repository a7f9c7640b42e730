namespace Research.Methods.Cabm;

/// <summary>Which of the configurations seen for a score is taken.</summary>
public enum TableSelection
{
    /// <summary>The cheapest: the paper's S1.</summary>
    Min,

    /// <summary>The most expensive: S2.</summary>
    Max,

    /// <summary>That of a tile drawn among those seen: S3.</summary>
    Random,
}
