using System.Globalization;
using Research.Framework.Experiments;
using Research.Framework.Methods;
using Research.Framework.Results;
using ScottPlot;
using ScottPlot.TickGenerators;

namespace Research.Framework.Plots;

/// <summary>How trainings went: a page per network, a panel per quantity against the step, a line per method with its options.</summary>
/// <remarks>From the records of table <c>training</c>, whose items are steps; those of other items tell of the training as a whole.</remarks>
internal sealed class TrainingCurves : IFigure
{
    private const string Table = "training";
    private const string Score = "psnr";
    private const int MostMarkers = 20;
    private const float ChosenSize = 15;

    private static readonly Dictionary<string, string> Titles = new(StringComparer.Ordinal)
    {
        ["l1"] = "L1 loss (grey values)",
        ["kd"] = "distillation loss",
        ["bits"] = "bit loss",
        ["fab"] = "FAB in training (bits)",
        [Score] = "PSNR on validation images (dB)",
    };

    public string Id => "training-curves";

    public string Description => "Losses, FAB and validation PSNR against the step of training";

    public string? WhyNot(ResultDocument result) => Points(result).Any() ? null : "no method noted how its training went";

    public IReadOnlyList<FigurePage> Draw(ResultDocument result, MethodCatalog methods)
    {
        _ = FigureFont.Typeface;
        var networks = Points(result).GroupBy(point => (point.Cell.Weights, point.Cell.Scale)).ToList();
        return [.. networks.Select(network => Page(result, [.. network], FigurePage.NameOf(Id, network.Key.Weights, networks.Count), methods))];
    }

    private static FigurePage Page(ResultDocument result, IReadOnlyList<Point> points, string name, MethodCatalog methods)
    {
        var identities = points.Select(point => point.Cell.Identity).Distinct().ToList();
        var legend = identities.Zip(Styles(identities, methods)).ToDictionary(pair => pair.First, pair => pair.Second, StringComparer.Ordinal);
        var chosen = result.Records.Where(row => row.Record is { Table: Table, Item: "chosen", Quantity: "epoch" }).ToLookup(row => row.Cell, row => row.Record.Value);
        var seeds = points.Select(point => point.Cell.Seed).Distinct().Count();
        return new FigurePage(
            name,
            $"{result.Title}: training of {points[0].Cell.Weights}",
            [.. points.GroupBy(point => point.Quantity).OrderBy(quantity => Titles.Keys.ToList() is var known && known.Contains(quantity.Key) ? known.IndexOf(quantity.Key) : known.Count).Select(quantity => Panel(quantity.Key, [.. quantity], legend, quantity.Key == Score ? chosen : Enumerable.Empty<double>().ToLookup(_ => default(CellPlace))))],
            [.. legend.Values],
            [
                $"Means over the steps of an epoch{(seeds > 1 ? " and over the seeds" : string.Empty)}, at its last step; profile {result.Profile.Name()}.{(points.Any(point => point.Quantity == Score) ? " PSNR after each epoch, on the validation images; the ring is the epoch that was chosen." : string.Empty)}",
            ])
        {
            PanelHeight = 280,
        };
    }

    private static Plot Panel(string quantity, IReadOnlyList<Point> points, Dictionary<string, LegendEntry> legend, ILookup<CellPlace, double> chosen)
    {
        var plot = PanelStyle.Create(Titles.GetValueOrDefault(quantity, quantity), "step", string.Empty);
        foreach (var line in points.GroupBy(point => point.Cell.Identity))
        {
            var means = line.GroupBy(point => point.Step).OrderBy(step => step.Key).Select(step => new Coordinates(step.Key, step.Average(point => point.Value))).ToList();
            var entry = legend[line.Key];
            plot.Add.Plottable(new SeriesPlot(means, means.Count <= MostMarkers ? entry : entry with { Style = entry.Style with { Marker = MarkerShape.None } }));
            foreach (var epoch in line.Select(point => point.Cell).Distinct().SelectMany(cell => chosen[cell]))
            {
                var place = means[Math.Clamp((int)epoch - 1, 0, means.Count - 1)];
                var ring = plot.Add.Marker(place.X, place.Y, MarkerShape.OpenCircle, ChosenSize, entry.Style.Colour);
                ring.MarkerStyle.LineWidth = 1.6f;
            }
        }

        var (low, high) = (points.Min(point => point.Value), points.Max(point => point.Value));
        var margin = Math.Max((high - low) / 12, Math.Max(Math.Abs(high) * 1e-3, 1e-9));
        plot.Axes.SetLimits(0, points.Max(point => point.Step) * 1.04, low - margin, high + margin);
        plot.Axes.Bottom.TickGenerator = new NumericAutomatic { LabelFormatter = step => step.ToString("0", CultureInfo.InvariantCulture), TargetTickCount = 6 };
        return plot;
    }

    /// <summary>Methods have their colours; variants of one method alone have colours of their own, else patterns.</summary>
    private static IEnumerable<LegendEntry> Styles(IReadOnlyList<string> identities, MethodCatalog methods)
    {
        var parsed = identities.Select(MethodIdentity.Parse).ToList();
        var isAlone = parsed.Select(identity => identity.Method).Distinct().Count() == 1;
        foreach (var (index, identity) in parsed.Index())
        {
            var variant = parsed.Take(index).Count(other => other.Method == identity.Method);
            var info = methods.Find(identity.Method).Info;
            var text = identity.OptionsText.Length == 0 ? info.Name : $"{info.Name} [{identity.OptionsText}]";
            yield return isAlone ? new LegendEntry(text, MethodStyle.At(index + 1), LinePattern.Solid) : new LegendEntry(text, MethodStyle.Of(identity.Method, methods), LinePatterns.At(variant));
        }
    }

    private static IEnumerable<Point> Points(ResultDocument result) =>
        from row in result.Records
        where row.Record.Table == Table && double.IsFinite(row.Record.Value)
        let step = long.TryParse(row.Record.Item, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0
        where step > 0
        select new Point(row.Cell, step, row.Record.Quantity, row.Record.Value);

    private readonly record struct Point(CellPlace Cell, long Step, string Quantity, double Value);
}
