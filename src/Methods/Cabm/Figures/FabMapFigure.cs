using System.Globalization;
using Research.Framework.Plots;
using Research.Framework.Results;
using ScottPlot;

namespace Research.Methods.Cabm.Figures;

/// <summary>FAB of the tiles of an image, without and with widening: the paper's figure 5b.</summary>
internal sealed class FabMapFigure : TablePairFigure
{
    public override string Id => "cabm-fab-map";

    public override string Description => "FAB of the tiles of an image, without and with widening (CABM)";

    /// <summary>Of the image that saves most, among those with several tiles where there are any.</summary>
    protected override FigurePage Page(ResultDocument result, IReadOnlyList<TablePair> images, string name)
    {
        var pair = images.MaxBy(image => (image.Without.Tiles.Count > 1, image.Saving))!;
        var place = pair.Without.Place;
        return new FigurePage(
            name,
            $"{result.Title}: FAB of the tiles of {pair.Without.Image}, {place.Weights} on {place.Dataset}",
            [Panel(pair.Without), Panel(pair.With)],
            ColourRamp.Bits.Legend([4, 5, 6, 7, 8], bits => bits.ToString("0 bits", CultureInfo.InvariantCulture)),
            [
                FigurePage.DataNote(result, place.Dataset),
                $"The image whose FAB the widening lowers most; in the titles: mean over its tiles. {pair.Without.Place.Identity} and {pair.With.Place.Identity}.",
            ])
        {
            PanelWidth = Wide,
            PanelHeight = 330,
        };
    }

    private static Plot Panel(TiledImage image) => PanelStyle.Bare(
        string.Create(CultureInfo.InvariantCulture, $"{TablePair.Text(TablePair.OptionsOf(image.Place.Identity))}: {image.Tiles.Average(tile => tile.FeatureAverageBits):0.00} bits"),
        image.Map(tile => new TileField(tile.Area, ColourRamp.Bits.Of(tile.FeatureAverageBits), tile.FeatureAverageBits.ToString("0.00", CultureInfo.InvariantCulture))));
}
