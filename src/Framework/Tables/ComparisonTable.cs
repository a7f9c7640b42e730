using System.Collections.Immutable;
using Research.Framework.Metrics;
using Research.Framework.Results;

namespace Research.Framework.Tables;

/// <summary>A line per network and method, the data sets side by side; means over the seeds.</summary>
public static class ComparisonTable
{
    public static ResultTable Create(IReadOnlyCollection<ResultRow> rows, IReadOnlyList<MetricInfo> metrics)
    {
        var frame = RowsFrame.Create(rows, metrics);
        var datasets = rows.Select(row => row.Dataset).Distinct().ToList();
        var lines = rows.DistinctBy(RowsFrame.LineOf).ToList();
        var figures = metrics.Select(metric => new Figure(metric.Column, Decimals(metric)))
            .Prepend(new Figure(RowsFrame.Fab, 2))
            .Append(new Figure(RowsFrame.Drop, 3))
            .Select(figure => (figure.Column, figure.Decimals, Values: RowsFrame.Pivot(frame, RowsFrame.Line, RowsFrame.Dataset, figure.Column)))
            .Where(figure => figure.Values.Count > 0)
            .ToList();

        return new ResultTable(
            ["weights", "scale", "method", "w_bits", "a_bits", .. datasets.SelectMany(dataset => figures.Select(figure => $"{dataset} {figure.Column}"))],
            [.. lines.Select(Cells)],
            []);

        ImmutableArray<TableCell> Cells(ResultRow line) =>
        [
            TableCell.Text(line.Weights), TableCell.Whole(line.Scale), TableCell.Text(line.Identity), TableCell.Whole(line.WeightBits), TableCell.Whole(line.ActivationBits),
            .. datasets.SelectMany(dataset => figures.Select(figure =>
                TableCell.Fixed(figure.Values.TryGetValue((RowsFrame.LineOf(line), dataset), out var value) ? value : null, 4, figure.Decimals))),
        ];
    }

    /// <summary>What the field prints: dB to the third decimal, ratios to the fourth.</summary>
    internal static int Decimals(MetricInfo metric) => metric.Unit == "dB" ? 3 : 4;

    private readonly record struct Figure(string Column, int Decimals);
}
