using System.Globalization;
using Research.Framework.Graph;
using Research.Framework.Methods;
using Research.Framework.Runtime;

namespace Research.Framework.Experiments;

/// <summary>Runs some of the published rows again and compares them.</summary>
/// <param name="withTraining">Also those whose network, or one that it needs, must be trained.</param>
public sealed class Verification(ExperimentPlan plan, Catalogs catalogs, ResearchPaths paths, bool withTraining = false)
{
    /// <summary>In dB.</summary>
    public const double Tolerance = 0.005;

    private readonly CellKeys _keys = new(plan, new NetworkLoader(catalogs.Networks, paths));

    /// <param name="sample">How many rows to run at most, spread over those that can be; all others are named with the reason.</param>
    /// <exception cref="ResearchException">The file is not a table of rows.</exception>
    public IEnumerable<VerifiedRow> Run(string publishedRows, int sample, IRunProgress progress, CancellationToken cancellation)
    {
        var rows = PublishedRow.Read(publishedRows).Select(row => (Row: row, Cell: Find(row))).Select(entry => (entry.Row, entry.Cell, Why: WhyNot(entry.Row, entry.Cell))).ToList();
        var able = rows.Where(entry => entry.Why is null).ToList();
        var count = Math.Clamp(sample, 0, able.Count);
        var chosen = Enumerable.Range(0, count).Select(i => able[((2 * i) + 1) * able.Count / (2 * count)].Row).ToHashSet();
        foreach (var (row, cell, why) in rows)
        {
            yield return why is not null ? new VerifiedRow(row.Label, VerifiedState.NotChecked, why)
                : chosen.Contains(row) ? Compare(row, cell!, progress, cancellation)
                : new VerifiedRow(row.Label, VerifiedState.LeftOut, string.Empty);
        }
    }

    private EvaluateCell? Find(PublishedRow row)
    {
        var cell = plan.Cells.FirstOrDefault(cell =>
            cell.Method.Identity.ToString() == row.Identity && cell.Network.Weights.Id == row["weights"]
            && Text(cell.Network.Scale) == row["scale"] && Text(cell.Seed) == row["seed"]);
        var dataset = plan.Datasets.FirstOrDefault(dataset => dataset.Name == row["dataset"]);
        return cell is null || dataset is null || !plan.DatasetsOf(cell).Contains(dataset) ? null : new EvaluateCell(cell, dataset);
    }

    private string? WhyNot(PublishedRow row, EvaluateCell? cell)
    {
        if (row["profile"] != plan.Profile.Name() || row["protocol"] != plan.Experiment.Protocol.Name)
        {
            return $"made with profile {row["profile"]} and protocol {row["protocol"]}";
        }

        if (cell is null)
        {
            string[] parts = [row["weights"], row["dataset"], $"{row["weights"]} on {row["dataset"]}", $"{row["weights"]}:x{row["scale"]} on {row["dataset"]}"];
            var absent = plan.Skipped.FirstOrDefault(part => parts.Contains(part.Name, StringComparer.Ordinal));
            return absent?.Reason ?? "the experiment does not have it, or not on this machine";
        }

        if (cell.Quantize.Method.NeedsTraining && !withTraining)
        {
            return "it needs training, and is run with --with-training only";
        }

        var (weights, data) = _keys.Hashes(cell);
        return weights != row["weights_sha256"] ? "the weights at hand are others" : data != row["dataset_sha256"] ? "the images at hand are others" : null;
    }

    private VerifiedRow Compare(PublishedRow row, EvaluateCell cell, IRunProgress progress, CancellationToken cancellation)
    {
        var part = plan with { Cells = [cell.Quantize], Datasets = [cell.Dataset] };
        var result = new ExperimentRunner(catalogs, paths, progress).Run(part, new RunSettings(Rerun: true), cancellation);
        if (result.Failures is [var failure, ..])
        {
            return new VerifiedRow(row.Label, VerifiedState.Differs, failure.Message);
        }

        var figures = plan.Experiment.Metrics.Where(metric => metric.Info.Unit == "dB")
            .Select(metric => (metric.Info.Id, Published: row.Number(metric.Info.Column), Here: result.Rows[0].Metrics[metric.Info.Id]))
            .Where(figure => !double.IsNaN(figure.Published) || !double.IsNaN(figure.Here)).ToList();
        var text = string.Join(", ", figures.Select(figure => string.Create(CultureInfo.InvariantCulture, $"{figure.Id} {figure.Here:F4} (published {figure.Published:F4})")));
        var same = figures.TrueForAll(figure => Math.Abs(figure.Published - figure.Here) <= Tolerance);
        return new VerifiedRow(row.Label, same ? VerifiedState.Same : VerifiedState.Differs, text);
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
