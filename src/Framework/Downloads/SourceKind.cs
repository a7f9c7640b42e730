namespace Research.Framework.Downloads;

/// <summary>How an address gives its file.</summary>
public enum SourceKind
{
    /// <summary>One GET answers with the file.</summary>
    Direct,

    /// <summary>A Google Drive file by its id or address. Small files come at once; big ones answer with a page that a person must confirm.</summary>
    Drive,

    /// <summary>A folder listing, log-in, form or password: a person must fetch the file.</summary>
    Browser,
}
