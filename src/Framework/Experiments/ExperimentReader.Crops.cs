using System.Text.RegularExpressions;
using Research.Framework.Runtime;

namespace Research.Framework.Experiments;

/// <content>Parts of images that are kept as pictures.</content>
internal sealed partial class ExperimentReader
{
    private ImageCrop? Crop((string Path, CropDocument Value) item)
    {
        var (path, written) = item;
        var before = _errors.Count;
        if (!CropPattern().IsMatch(written.Name))
        {
            Add($"{path}.name", $"the name '{written.Name}' becomes a folder: use lower-case letters, digits and '-'");
        }

        if (written is { X: < 0 } or { Y: < 0 } or { Width: < 1 } or { Height: < 1 })
        {
            Add(path, "a crop starts at 0 or later and has at least one pixel");
        }

        var known = WrittenDatasets("prefer").Concat(WrittenDatasets("else")).ToList();
        if (!known.Contains(written.Dataset, StringComparer.Ordinal))
        {
            Add($"{path}.dataset", $"the experiment has no data set '{written.Dataset}'.{Nearest.Hint(written.Dataset, known)}");
        }

        return _errors.Count > before ? null : new ImageCrop(written.Name, written.Dataset, written.Image, written.X, written.Y, written.Width, written.Height);
    }

    /// <summary>As far as the images are at hand.</summary>
    private void CheckCrops(IReadOnlyList<NetworkChoice> networks, IReadOnlyList<DatasetChoice> datasets, IReadOnlyList<ImageCrop> crops)
    {
        if (data is null || _errors.Count > 0 || crops.Count == 0)
        {
            return;
        }

        foreach (var set in datasets.Select(choice => OpenedDataset.AtHand(choice, catalogs, data)).OfType<OpenedDataset>())
        {
            foreach (var (index, crop) in crops.Index().Where(item => item.Item.Dataset == set.Name))
            {
                Try($"$.crops[{index}]", () =>
                {
                    crop.Check(set.Images, networks.Select(network => network.Scale));
                    return crop;
                });
            }
        }
    }

    [GeneratedRegex("^[a-z0-9]+(-[a-z0-9]+)*$")]
    private static partial Regex CropPattern();
}
