using Microsoft.Data.Analysis;
using Research.Framework.Metrics;
using Research.Framework.Results;

namespace Research.Framework.Tables;

/// <summary>Rows as a data frame, and the one operation on it that the library lacks.</summary>
internal static class RowsFrame
{
    public const string Line = "line";
    public const string Dataset = "dataset";
    public const string Fab = "fab";
    public const string Drop = "psnr_y_drop_vs_fp32";

    /// <summary>A line of the table: everything but data set and seed.</summary>
    public static string LineOf(ResultRow row) => $"{row.Weights}|{row.Scale}|{row.Identity}|{row.Engine}";

    public static DataFrame Create(IReadOnlyCollection<ResultRow> rows, IEnumerable<MetricInfo> metrics) => new(
    [
        new StringDataFrameColumn(Line, rows.Select(LineOf)),
        new StringDataFrameColumn(Dataset, rows.Select(row => row.Dataset)),
        new DoubleDataFrameColumn(Fab, rows.Select(row => (double?)row.FeatureAverageBits)),
        new DoubleDataFrameColumn(Drop, rows.Select(row => row.PsnrDrop)),
        .. metrics.Select(metric => new DoubleDataFrameColumn(metric.Column, rows.Select(row => NullIfUndefined(row.Metrics[metric.Id])))),
    ]);

    /// <summary>Mean of a column for each pair of row and column values; pairs without any value are left out.</summary>
    public static IReadOnlyDictionary<(string Row, string Column), double> Pivot(DataFrame frame, string rows, string columns, string values)
    {
        if (frame[values].NullCount == frame.Rows.Count)
        {
            return new Dictionary<(string, string), double>(); // Grouping nothing is more than the library can do.
        }

        var present = frame.Filter(frame[values].ElementwiseIsNotNull());
        var keys = Enumerable.Range(0, (int)present.Rows.Count).Select(i => ((string)present[rows][i], (string)present[columns][i])).ToList();
        var distinct = keys.Distinct().ToList();
        var groups = new DataFrame(
            new Int32DataFrameColumn("pair", keys.Select(key => distinct.IndexOf(key))),
            new DoubleDataFrameColumn(values, ((DoubleDataFrameColumn)present[values]).Select(value => value)));
        var means = groups.GroupBy("pair").Mean(values);
        return Enumerable.Range(0, (int)means.Rows.Count).ToDictionary(i => distinct[(int)means["pair"][i]], i => (double)means[values][i]);
    }

    private static double? NullIfUndefined(double value) => double.IsNaN(value) ? null : value;
}
