using System.Collections.Immutable;
using Research.Framework.Methods;
using Research.Framework.Results;
using Research.Framework.Weights;

namespace Research.Framework.Tables;

/// <summary>Full precision beside the literature: a line per network and data set.</summary>
public static class AnchorsTable
{
    private const string Rgb = "psnr:y";
    private const string Luma = "psnr:idn-y";
    private const string Ssim = "ssim:y-valid";
    private const string LiteratureSet = "Set5";

    public static ResultTable Create(IEnumerable<ResultRow> rows, WeightsCatalog weights)
    {
        var lines = rows.Select(row => (Row: row, Entry: weights.Find(row.Weights))).ToList();
        return new ResultTable(
            ["weights", "network", "scale", "dataset", "images", "psnr_y", "ssim_y_valid", "literature_psnr", "difference_db", "weights_sha256", "dataset_sha256", "psnr_convention", "profile"],
            [.. lines.Select(line => Cells(line.Row, line.Entry))],
            [.. Notes([.. lines.Select(line => line.Entry).Distinct()])]);
    }

    /// <summary>A difference only where the publisher measured these very weights on this set.</summary>
    private static ImmutableArray<TableCell> Cells(ResultRow row, WeightsEntry entry)
    {
        var convention = entry.Io == WeightsIo.Y ? Luma : Rgb;
        double? psnr = row.Metrics.TryGetValue(convention, out var value) ? value : null;
        double? literature = row.Dataset == LiteratureSet && entry.Literature is { } printed && printed.Psnr.TryGetValue(row.Scale, out var figure) ? figure : null;
        return
        [
            TableCell.Text(row.Weights), TableCell.Text(row.Network), TableCell.Whole(row.Scale), TableCell.Text(row.Dataset), TableCell.Whole(row.Images),
            TableCell.Fixed(psnr, 4, 3), TableCell.Fixed(row.Metrics[Ssim], 4, 4), TableCell.Fixed(literature, 2, 2),
            TableCell.Fixed(entry.Literature is { SameWeights: true } ? psnr - literature : null, 4, 3),
            Hash(row.WeightsSha256), Hash(row.DatasetSha256), TableCell.Text(convention), TableCell.Text(row.Profile.Name()),
        ];
    }

    private static TableCell Hash(string sha256) => new(sha256, sha256[..Math.Min(8, sha256.Length)], IsNumber: false);

    private static IEnumerable<string> Notes(IReadOnlyList<WeightsEntry> entries)
    {
        yield return $"literature_psnr: mean Y-PSNR on {LiteratureSet} as printed. difference_db: ours minus printed, only where the publisher measured these very weights; elsewhere the printed network is another.";
        foreach (var group in entries.Where(entry => entry.Literature is not null).GroupBy(entry => (entry.Literature!.What, entry.Literature.SameWeights)))
        {
            yield return $"{group.Key.What} ({(group.Key.SameWeights ? "these weights" : "not these weights")}): {string.Join(", ", group.Select(entry => entry.Id))}.";
        }

        if (entries.Any(entry => entry.Io == WeightsIo.Y))
        {
            yield return $"Networks on luma are measured as IDN's authors do ({Luma}); their SSIM is that of the same luma planes.";
        }
    }
}
