namespace Research.Methods.Cfqp;

/// <summary>What becomes of the clip at the end of the network.</summary>
public enum OutputGraph
{
    /// <summary>Kept, or added where the network has none.</summary>
    Clipped,

    /// <summary>relu(T - relu(T - y)).</summary>
    Folded,

    /// <summary>Removed: the output's 8-bit range is the clip.</summary>
    ClipFree,
}
