using Research.Datasets.Files;
using Research.Framework.Data;
using Research.Framework.Runtime;

namespace Research.Datasets.Benchmark;

/// <summary>A test set in the layout of EDSR's archive: <c>HR/name.png</c> and <c>LR_bicubic/X2/namex2.png</c>, X3, X4.</summary>
/// <param name="folder">Below the data root, with '/'.</param>
/// <param name="lr">Name of the folder of LR images beside HR.</param>
internal sealed class BenchmarkDataset(string id, string description, string folder, string lr = "LR_bicubic") : IDatasetSource
{
    public string Id => id;

    public string Description => description;

    public ImageDataset Open(DatasetRequest request)
    {
        var (part, range) = ImageRange.Parse(request.Argument);
        if (part.Length > 0)
        {
            throw new ResearchException($"Data set '{id}' has no part '{part}'; write '{id}', or a range of its images such as '{id}[1-3]'.");
        }

        var root = Path.Combine([request.Paths.DataRoot, .. folder.Split('/')]);
        var text = DatasetText.For(this, request, range, $"Put its images there ('{folder}/HR/NAME.png'), or run 'research data download {id}'.");
        return FileDatasets.Paired(text, request, [Path.Combine(root, "HR")], new LrFolders(Path.Combine(root, lr, "X{scale}")));
    }
}
