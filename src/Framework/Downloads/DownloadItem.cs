namespace Research.Framework.Downloads;

/// <summary>One file to be had, from one or several addresses that give the same bytes.</summary>
/// <param name="Id">Its name in messages and in the <see cref="ChecksumManifest"/>.</param>
/// <param name="Sources">The official address first, then mirrors.</param>
/// <param name="Known">What is known of the file apart from its addresses.</param>
public sealed record DownloadItem(string Id, ContentKind Content, IReadOnlyList<DownloadSource> Sources, FileChecksums? Known = null)
{
    /// <summary>What is known of the file: what the official address states, completed by mirrors that do not contradict.</summary>
    public FileChecksums Checksums => Usable().Aggregate(Known ?? FileChecksums.Unknown, (known, source) => known.With(source.Checksums));

    /// <summary>
    /// The order in which sources are tried: the official one, mirrors with a checksum, mirrors without; those for a browser last.
    /// A mirror whose checksum contradicts the official one holds another file and is never used.
    /// </summary>
    public IReadOnlyList<DownloadSource> InOrder() =>
        [.. Usable().Select((source, index) => (source, rank: Rank(source, index))).OrderBy(ranked => ranked.rank).Select(ranked => ranked.source)];

    private IEnumerable<DownloadSource> Usable() =>
        Sources.Where((source, index) => index == 0 || !Sources[0].Checksums.Contradicts(source.Checksums));

    private static int Rank(DownloadSource source, int index) =>
        source.Kind == SourceKind.Browser ? 3
        : index == 0 ? 0
        : source.Checksums.HasHash ? 1
        : 2;
}
