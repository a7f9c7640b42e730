using Research.Datasets.Imaging;
using Research.Framework.Data;
using Research.Framework.Runtime;

namespace Research.Datasets.Files;

/// <summary>A set whose images are files: HR with LR stored or made from it, or LR alone.</summary>
/// <param name="hr">HR files by id; empty where there are none.</param>
/// <param name="storedLr">The LR file for an id and a scale, or null where it has to be made from HR.</param>
/// <param name="offersHr">False where HR only serves to make LR.</param>
internal sealed class FileDataset(
    string name,
    IReadOnlyList<string> ids,
    IReadOnlyDictionary<string, string> hr,
    Func<string, int, string?> storedLr,
    bool offersHr,
    DerivedFiles derived,
    params string[] notes) : ImageDataset
{
    public override string Name => name;

    public override IReadOnlyList<string> ImageIds => ids;

    public override bool HasHr => offersHr;

    public override IReadOnlyList<string> Notes { get; } = notes;

    public override RgbImage ReadHr(string id) =>
        offersHr ? ImageFile.Read(Hr(id)) : throw new ResearchException($"Data set '{name}' has no HR images, or was opened as LR.");

    public override RgbImage ReadLr(string id, int scale) =>
        storedLr(id, scale) is { } stored ? ImageFile.Read(stored) : derived.ReadLr(Hr(id), scale);

    public override string ContentHash(int scale) => PixelHash.OfSet(ImageHashes(scale));

    public override IReadOnlyList<ImageHash> ImageHashes(int scale) =>
        [.. ids.Select(id => new ImageHash(id, HashOfLr(id, scale), offersHr ? derived.HashOf(Hr(id)) : null))];

    private string HashOfLr(string id, int scale) =>
        storedLr(id, scale) is { } stored ? derived.HashOf(stored) : derived.HashOfLr(Hr(id), scale);

    private string Hr(string id) =>
        hr.TryGetValue(id, out var path)
            ? path
            : throw new ResearchException($"Data set '{name}' has no HR image '{id}'.");
}
