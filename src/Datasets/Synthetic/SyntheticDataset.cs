using Research.Datasets.Files;
using Research.Datasets.Synthetic.Scenes;
using Research.Framework.Data;
using Research.Framework.Runtime;

namespace Research.Datasets.Synthetic;

/// <summary>Drawn images for tests and for machines without any other: the same bits everywhere, no files. Figures on them compare with no paper's.</summary>
internal sealed class SyntheticDataset : IDatasetSource
{
    private const string Calibration = "calibration";
    private const string Test = "test";

    // The number is part of the seed: no image of one part shows up in the other.
    private static readonly Dictionary<string, Dictionary<string, SceneFactory>> Parts = new()
    {
        [Calibration] = Scenes(1),
        [Test] = Scenes(3),
    };

    public string Id => "synthetic";

    public string Description => "drawn images, no files needed: [calibration] and [test], 8 each (edges, facades, gratings, text-like strokes, 1/f texture)";

    public bool Redistributable => true;

    public ImageDataset Open(DatasetRequest request)
    {
        var (part, range) = ImageRange.Parse(request.Argument);
        if (!Parts.TryGetValue(part, out var scenes))
        {
            throw new ResearchException($"The synthetic images are opened by part: 'synthetic[{Calibration}]' or 'synthetic[{Test}]', not '{part}'.");
        }

        var text = DatasetText.For(this, request, range, string.Empty);
        return new SyntheticImages(text.Name, scenes, text.Select(scenes.Keys.Order(StringComparer.Ordinal)), request.Use);
    }

    private static Dictionary<string, SceneFactory> Scenes(int first) => new()
    {
        [$"edges-{first}"] = Edges.Create,
        [$"edges-{first + 1}"] = Edges.Create,
        [$"facade-{first}"] = Facade.Create,
        [$"facade-{first + 1}"] = Facade.Create,
        [$"gratings-{first}"] = Gratings.Create,
        [$"strokes-{first}"] = Strokes.DarkOnLight,
        [$"strokes-{first + 1}"] = Strokes.LightOnDark,
        [$"texture-{first}"] = Texture.Create,
    };
}
