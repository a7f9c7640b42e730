using Research.Datasets;
using Research.Datasets.Resizing;
using Research.Framework.Data;
using Research.Framework.Runtime;
using Research.Tests.Datasets.Imaging;

namespace Research.Tests.Datasets.Files;

/// <summary>A data root and a cache in a temporary folder, filled with tiny images.</summary>
internal sealed class MadeUpData : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public ResearchPaths Paths => new(_folder.Path("data"), _folder.Path("weights"), Cache, _folder.Path("runs"));

    public string Cache => _folder.Path("cache");

    public string Root => _folder.Path("data");

    public ImageDataset Open(string name, ImageUse use = ImageUse.Default) => BuiltInDatasets.Create().Open(name, Paths, use);

    /// <summary>Writes a noise image whose pixels depend on the name of the file without folder and extension.</summary>
    /// <returns>The path.</returns>
    public string Add(string relative, int width = 12, int height = 12)
    {
        var image = TestImages.Noise(width, height, Path.GetFileNameWithoutExtension(relative));
        var file = Path.GetExtension(relative).ToUpperInvariant() switch
        {
            ".WEBP" => TestImages.LosslessWebp(image),
            ".BMP" => TestImages.Bmp(image),
            ".JPG" or ".JPEG" => TestImages.Jpeg(image),
            _ => TestImages.Png(image),
        };
        return _folder.Write($"data/{relative}", file);
    }

    /// <summary>HR images, and LR images made from them at the scales named.</summary>
    public void AddPairs(string hr, Func<int, string> lr, IEnumerable<string> ids, params int[] scales)
    {
        foreach (var id in ids)
        {
            Add($"{hr}/{id}.png");
            foreach (var scale in scales)
            {
                var reduced = BicubicResizer.Reduce(TestImages.Noise(12, 12, id), scale);
                _folder.Write($"data/{lr(scale)}/{id}x{scale}.png", TestImages.Png(reduced));
            }
        }
    }

    public void Dispose() => _folder.Dispose();
}
