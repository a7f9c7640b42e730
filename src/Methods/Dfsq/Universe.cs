namespace Research.Methods.Dfsq;

/// <summary>Whose universal set.</summary>
public enum Universe
{
    /// <summary>DFSQ's, of several words.</summary>
    Dfsq,

    /// <summary>SQ's, of 15 magnitudes.</summary>
    Sq,
}
