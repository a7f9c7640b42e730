using Research.Framework.Downloads;

namespace Research.Datasets.Sources;

/// <summary>Something that is published as a whole and fills one or several folders of the data root: an archive, or a list of files.</summary>
/// <param name="About">What is in it.</param>
/// <param name="Terms">What its publisher allows, as far as known.</param>
/// <param name="ByHand">What a person must know who fetches it, or null.</param>
/// <param name="Size">For people: <c>247 MB</c>; null where unknown.</param>
/// <param name="Files">What to download and where it goes below the data root; an archive goes to a working folder.</param>
/// <param name="Unpack">Where an archive's entries go; empty where the files themselves are the images.</param>
public sealed record DataPackage(
    string Id, string About, string Terms, string? ByHand, string? Size, IReadOnlyList<PackageFile> Files, IReadOnlyList<ArchiveRule> Unpack)
{
    /// <summary>False where a person must fetch it.</summary>
    public bool IsDirect => Files.All(file => file.Item.Sources.Any(source => source.Kind != SourceKind.Browser));

    /// <summary>The address to name to a person: of the archive, or of the first file.</summary>
    public string Address => Files[0].Item.Sources[0].Uri.ToString();
}
