using System.Collections.Immutable;
using Research.Framework.Data;

namespace Research.Framework.Results;

/// <summary>The pictures of a result's crops: <c>crops/NAME/HR.png</c>, and one for each cell beside it.</summary>
internal static class CropFiles
{
    public const string Folder = "crops/";

    public static ImmutableSortedDictionary<string, byte[]> Of(ExperimentResult result)
    {
        var files = ImmutableSortedDictionary.CreateBuilder<string, byte[]>(StringComparer.Ordinal);
        foreach (var crop in ResultCrop.Of(result.Plan))
        {
            var place = result.Plan.Experiment.Crops.Single(written => written.Name == crop.Name);
            var measured = result.Measurements.SelectMany(measurement => measurement.Crops.Where(picture => picture.Crop == place).Select(picture => (measurement.Cell.Quantize, picture.Png))).ToList();
            foreach (var (cell, png) in measured)
            {
                files[crop.FileOf(new CellPlace(cell.Method.Identity.ToString(), cell.Network.Weights.Id, cell.Network.Scale, cell.Seed))] = png;
            }

            if (measured.Count > 0)
            {
                files.Add(crop.HrFile, PngImage.Encode(place.Of(result.Plan.Datasets.First(dataset => dataset.Name == crop.Dataset).Images.ReadHr(crop.Image))));
            }
        }

        return files.ToImmutable();
    }

    /// <summary>Those that may not be published.</summary>
    public static IEnumerable<string> Withheld(ResultDocument document)
    {
        var free = (document.Crops ?? []).Where(crop => crop.Redistributable).Select(crop => crop.Folder).ToList();
        return document.Pictures.Keys.Where(file => !free.Exists(folder => file.StartsWith(folder, StringComparison.Ordinal)));
    }

    /// <summary>Of a result's folder; empty where there are none.</summary>
    public static ImmutableSortedDictionary<string, byte[]> Read(string folder) =>
        Names(folder).ToImmutableSortedDictionary(name => name, name => File.ReadAllBytes(Path.Combine(folder, name)), StringComparer.Ordinal);

    /// <summary>Those of a result's folder, in order.</summary>
    public static IEnumerable<string> Names(string folder)
    {
        var crops = Path.Combine(folder, Folder);
        return Directory.Exists(crops)
            ? Directory.EnumerateFiles(crops, "*.png", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(folder, file).Replace('\\', '/')).Order(StringComparer.Ordinal)
            : [];
    }
}
