using System.Globalization;
using Research.Framework.Methods;
using Research.Framework.Plots;
using Research.Framework.Results;
using ScottPlot;

namespace Research.Methods.Cabm.Figures;

/// <summary>FAB of the tiles of an image, without and with widening: the paper's figure 5b.</summary>
internal sealed class FabMapFigure : IFigure
{
    private const float Wide = 570;

    public string Id => "cabm-fab-map";

    public string Description => "FAB of the tiles of an image, without and with widening (CABM)";

    public string? WhyNot(ResultDocument result) => result.Tiles.IsEmpty ? TiledImage.Missing : TablePair.Of(result).Count == 0 ? TablePair.Missing : null;

    public IReadOnlyList<FigurePage> Draw(ResultDocument result, MethodCatalog methods)
    {
        _ = FigureFont.Typeface;
        var networks = TablePair.Of(result);
        var several = networks.Select(network => network.Key.Dataset).Distinct().Count() > 1;
        return [.. networks.Select(network => Page(result, [.. network], FigurePage.NameOf(Id, several ? $"{network.Key.Weights}-{network.Key.Dataset}" : network.Key.Weights, networks.Count)))];
    }

    /// <summary>Of the image that saves most, among those with several tiles where there are any.</summary>
    private static FigurePage Page(ResultDocument result, IReadOnlyList<TablePair> images, string name)
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
