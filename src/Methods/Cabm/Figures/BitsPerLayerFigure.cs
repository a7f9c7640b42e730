using System.Globalization;
using Research.Framework.Plots;
using Research.Framework.Results;
using ScottPlot;
using ScottPlot.TickGenerators;

namespace Research.Methods.Cabm.Figures;

/// <summary>The bits of every layer on one tile, without and with widening: the paper's figure 5a.</summary>
internal sealed class BitsPerLayerFigure : TablePairFigure
{
    private const double Half = 0.4;

    public override string Id => "cabm-bits-per-layer";

    public override string Description => "Bits by layer of one tile, without and with widening (CABM)";

    /// <summary>Of the tile that saves most.</summary>
    protected override FigurePage Page(ResultDocument result, IReadOnlyList<TablePair> images, string name)
    {
        var (pair, without, with) = images.SelectMany(image => image.Without.Tiles.Zip(image.With.Tiles, (before, after) => (image, before, after))).MaxBy(tile => tile.before.FeatureAverageBits - tile.after.FeatureAverageBits);
        var place = pair.Without.Place;
        var shown = without.Bits.Concat(with.Bits).Distinct().Order().ToList();
        return new FigurePage(
            name,
            $"{result.Title}: bits of the layers of {place.Weights} on a tile of {place.Dataset}",
            [Panel(pair.Without.Place.Identity, without, shown[^1]), Panel(pair.With.Place.Identity, with, shown[^1])],
            ColourRamp.Bits.Legend(shown.Select(bits => (double)bits), bits => bits.ToString("0 bits", CultureInfo.InvariantCulture)),
            [
                FigurePage.DataNote(result, place.Dataset),
                string.Create(CultureInfo.InvariantCulture, $"The tile whose FAB the widening lowers most: {without.Area.Width}x{without.Area.Height} LR pixels at ({without.Area.X}, {without.Area.Y}) of {pair.Without.Image}{(without.EdgeScore is { } score ? $", edge score {score:0.00}" : string.Empty)}. Layers in order of execution; in the titles: their plain mean. {pair.Without.Place.Identity} and {pair.With.Place.Identity}."),
            ])
        {
            PanelWidth = Wide,
            PanelHeight = 250,
        };
    }

    private static Plot Panel(string identity, TileRow tile, int most)
    {
        var plot = PanelStyle.Create(string.Create(CultureInfo.InvariantCulture, $"{TablePair.Text(TablePair.OptionsOf(identity))}: {tile.FeatureAverageBits:0.00} bits"), "layer", "bits");
        foreach (var (layer, bits) in tile.Bits.Index())
        {
            var bar = plot.Add.Rectangle(layer + 1 - Half, layer + 1 + Half, 0, bits);
            (bar.FillColor, bar.LineColor, bar.LineWidth) = (ColourRamp.Bits.Of(bits), Colors.Gray, 0.6f);
        }

        plot.Axes.Left.TickGenerator = new NumericManual([.. Enumerable.Range(0, (most / 2) + 1).Select(i => new Tick(2 * i, (2 * i).ToString(CultureInfo.InvariantCulture)))]);
        var step = tile.Bits.Length > 40 ? 8 : 4;
        plot.Axes.Bottom.TickGenerator = new NumericManual([.. Enumerable.Range(1, tile.Bits.Length).Where(layer => layer == 1 || layer % step == 0).Select(layer => new Tick(layer, layer.ToString(CultureInfo.InvariantCulture)))]);
        plot.Axes.SetLimits(0, tile.Bits.Length + 1, 0, most * 1.08);
        return plot;
    }
}
