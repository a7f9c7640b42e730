using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Research.Framework.Experiments;

namespace Research.Framework.Results;

/// <summary>A part of an image that is kept as pictures: HR, and what every cell made of it.</summary>
/// <param name="X">Of its left edge, in HR pixels; the others in HR pixels too.</param>
/// <param name="Redistributable">Whether its pictures may be published.</param>
public sealed record ResultCrop(string Name, string Dataset, string Image, int X, int Y, int Width, int Height, bool Redistributable)
{
    private const int LongestName = 120;

    /// <summary>Below the result's folder.</summary>
    public string HrFile => $"{Folder}HR.png";

    internal string Folder => $"{CropFiles.Folder}{Name}/";

    /// <summary>Below the result's folder; of the cell, or of the method that made it.</summary>
    public string FileOf(CellPlace cell)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"{cell.Weights}-x{cell.Scale}-{cell.Identity}-seed{cell.Seed}");
        var safe = string.Concat(name.Select(letter => char.IsAsciiLetterOrDigit(letter) || "._=,-+[]".Contains(letter, StringComparison.Ordinal) ? letter : '_'));
        var file = safe == name && name.Length <= LongestName ? name : $"{safe[..Math.Min(safe.Length, LongestName)]}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)))[..8]}";
        return $"{Folder}{file}.png";
    }

    internal static IReadOnlyList<ResultCrop> Of(ExperimentPlan plan) =>
    [
        .. from dataset in plan.Datasets
           from crop in ImageCrop.Of(plan.Experiment.Crops, dataset)
           select new ResultCrop(crop.Name, crop.Dataset, crop.Image, crop.X, crop.Y, crop.Width, crop.Height, dataset.Redistributable),
    ];
}
