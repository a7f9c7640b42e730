using System.Globalization;
using Research.Framework.Experiments;
using Research.Framework.Methods;
using Research.Framework.Plots;
using Research.Framework.Results;
using ScottPlot;
using ScottPlot.TickGenerators;

namespace Research.Methods.AdaBm.Figures;

/// <summary>What calibration, clipping and tuning cost, and what they give.</summary>
internal sealed class ProcessingTimeFigure : IFigure
{
    private const string Epochs = "epochs";
    private const float MarkerSize = 8;
    private const float TextSize = 11;

    public string Id => "adabm-processing-time";

    public string Description => "PSNR against the time of calibration, clipping and tuning (AdaBM)";

    public bool ShowsTimes => true;

    public string? WhyNot(ResultDocument result) =>
        result.Psnr is null ? "no metric of the experiment is in dB" : result.Phases.Any(phase => IsAdaBm(phase.Cell.Identity)) ? null : $"{ResultFiles.Phases} has no times of AdaBM";

    public IReadOnlyList<FigurePage> Draw(ResultDocument result, MethodCatalog methods)
    {
        _ = FigureFont.Typeface;
        var points = Points(result).GroupBy(point => point.Row.Dataset).ToList();
        return [.. points.Select(page => Page(result, [.. page], FigurePage.NameOf(Id, page.Key, points.Count)))];
    }

    private static bool IsAdaBm(string identity) => MethodIdentity.Parse(identity).Method == AdaBmMethod.Id;

    private static IEnumerable<Point> Points(ResultDocument result)
    {
        var seconds = result.Phases.GroupBy(phase => phase.Cell).ToDictionary(cell => cell.Key, cell => cell.Sum(phase => phase.Time.Seconds));
        return result.Rows.Where(row => row.Method == AdaBmMethod.Id && seconds.ContainsKey(row.Cell))
            .GroupBy(row => (row.Identity, row.Weights, row.Scale, row.Dataset))
            .Select(seeds => new Point(seeds.First(), seeds.Average(row => seconds[row.Cell]), seeds.Average(row => row.Metrics[result.Psnr!.Id])));
    }

    private static FigurePage Page(ResultDocument result, IReadOnlyList<Point> points, string name)
    {
        var legend = points.Select(point => point.Series).Distinct().Select((series, i) => new LegendEntry(series, MethodStyle.At(i + 1), LinePattern.Solid)).ToList();
        var dataset = points[0].Row.Dataset;
        return new FigurePage(
            name,
            $"{result.Title} on {dataset}",
            [.. points.GroupBy(point => RowLabels.Panel(point.Row)).Select(panel => Panel(panel.Key, [.. panel], result, legend))],
            legend,
            [
                FigurePage.DataNote(result, dataset),
                $"{result.Psnr!.Id}: {result.Psnr.Convention}. Time: calibration, clipping and tuning by the clock, on this machine ({result.Machine}); logarithmic axis. Numbers: epochs of the tuning. Dashed: full precision.",
            ])
        {
            PanelWidth = 640,
        };
    }

    private static Plot Panel(string title, IReadOnlyList<Point> points, ResultDocument result, IReadOnlyList<LegendEntry> legend)
    {
        var plot = PanelStyle.Create(title, "time (s, log scale)", "PSNR (dB)");
        var row = points[0].Row;
        var full = result.Rows.Where(other => RowLabels.IsFullPrecision(other) && (other.Weights, other.Scale, other.Dataset) == (row.Weights, row.Scale, row.Dataset)).Select(other => other.Metrics[result.Psnr!.Id]).Distinct().ToList();
        full.ForEach(psnr => plot.Add.HorizontalLine(psnr, 1, Colors.Gray, LinePatterns.Dash));
        foreach (var series in points.GroupBy(point => point.Series))
        {
            var entry = legend.First(other => other.Text == series.Key);
            var line = plot.Add.Scatter(series.OrderBy(point => point.Seconds).Select(point => new Coordinates(Math.Log10(point.Seconds), point.Psnr)).ToArray(), entry.Style.Colour);
            (line.MarkerShape, line.MarkerSize) = (entry.Style.Marker, MarkerSize);
            foreach (var point in series)
            {
                var text = plot.Add.Text(point.Epochs, Math.Log10(point.Seconds), point.Psnr);
                (text.LabelFontSize, text.LabelFontColor, text.OffsetX, text.OffsetY) = (TextSize, entry.Style.Colour, 6, 4);
            }
        }

        var (low, high) = (Math.Log10(points.Min(point => point.Seconds)) - 0.15, Math.Log10(points.Max(point => point.Seconds)) + 0.2);
        var ticks = from power in Enumerable.Range((int)Math.Floor(low), (int)(Math.Ceiling(high) - Math.Floor(low)) + 1)
                    from mantissa in new[] { 1, 2, 5 }
                    let value = mantissa * Math.Pow(10, power)
                    where Math.Log10(value) >= low && Math.Log10(value) <= high
                    select new Tick(Math.Log10(value), value.ToString("0.###", CultureInfo.InvariantCulture));
        plot.Axes.Bottom.TickGenerator = new NumericManual([.. ticks]);
        plot.Axes.SetLimitsX(low, high);
        PanelStyle.FitY(plot, points.Select(point => point.Psnr).Concat(full).Min(), points.Select(point => point.Psnr).Concat(full).Max());
        return plot;
    }

    /// <param name="Seconds">Mean over the seeds.</param>
    private sealed record Point(ResultRow Row, double Seconds, double Psnr)
    {
        /// <summary>All options but the epochs.</summary>
        internal string Series => string.Join(", ", MethodIdentity.Parse(Row.Identity).Without(ProcessingTimeFigure.Epochs));

        internal string Epochs => (MethodIdentity.Parse(Row.Identity).Options[ProcessingTimeFigure.Epochs]?.GetValue<int>() ?? new AdaBmOptions().Epochs).ToString(CultureInfo.InvariantCulture);
    }
}
