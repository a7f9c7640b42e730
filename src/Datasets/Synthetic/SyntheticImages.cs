using Research.Datasets.Files;
using Research.Datasets.Resizing;
using Research.Framework.Data;
using Research.Framework.Runtime;

namespace Research.Datasets.Synthetic;

/// <summary>Images that are drawn whenever they are read, from their id alone.</summary>
internal sealed class SyntheticImages(string name, IReadOnlyDictionary<string, SceneFactory> scenes, IReadOnlyList<string> ids, ImageUse use) : ImageDataset
{
    /// <summary>Multiples of 12, so that no scale of 2, 3 or 4 crops anything.</summary>
    private static readonly int[] Sides = [192, 204, 216, 228, 240, 252];

    private static readonly Seeds AllSeeds = new Seeds(1).Below("synthetic images");

    public override string Name => name;

    public override IReadOnlyList<string> ImageIds => ids;

    public override bool HasHr => use != ImageUse.Lr;

    public override RgbImage ReadHr(string id) => HasHr ? Draw(id) : throw new ResearchException($"Data set '{name}' was opened as LR, so it has no HR images.");

    public override RgbImage ReadLr(string id, int scale) => HasHr ? BicubicResizer.Reduce(Draw(id), scale) : Draw(id);

    public override string ContentHash(int scale) => PixelHash.OfSet(ImageHashes(scale));

    public override IReadOnlyList<ImageHash> ImageHashes(int scale) =>
        [.. ids.Select(id => new ImageHash(id, PixelHash.Of(ReadLr(id, scale)), HasHr ? PixelHash.Of(ReadHr(id)) : null))];

    private RgbImage Draw(string id)
    {
        if (!scenes.TryGetValue(id, out var scene))
        {
            throw new ResearchException($"Data set '{name}' has no image '{id}'.{Nearest.Hint(id, ids)}");
        }

        var random = AllSeeds.Random(id);
        var (width, height) = (Sides[random.Next(Sides.Length)], Sides[random.Next(Sides.Length)]);
        return SceneRenderer.Render(scene(random, width, height), width, height);
    }
}
