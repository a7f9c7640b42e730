using System.Globalization;
using MathNet.Numerics.Statistics;
using Research.Framework.Methods;
using Research.Framework.Plots;
using Research.Framework.Results;
using ScottPlot;

namespace Research.Methods.Cabm.Figures;

/// <summary>Bits beside edge scores, tile by tile, of an image where they agree and one where they do not: the paper's figure 2, the reason for a table with one entry a score.</summary>
internal sealed class BitMapFigure : IFigure
{
    private const string Selectors = "cadyq";
    private const float Wide = 570;
    private const int EnoughTiles = 4;
    private const int Marked = 2;

    public string Id => "cabm-bit-map";

    public string Description => "Bits beside edge scores of the tiles of two images (CABM)";

    public string? WhyNot(ResultDocument result) =>
        result.Tiles.IsEmpty ? TiledImage.Missing : Networks(result).Any(network => Ranked(network).Count > 0) ? null : "no image has several tiles whose bits differ";

    public IReadOnlyList<FigurePage> Draw(ResultDocument result, MethodCatalog methods)
    {
        _ = FigureFont.Typeface;
        var networks = Networks(result).Select(network => (network.Key, Images: Ranked(network))).Where(network => network.Images.Count > 0).ToList();
        var several = networks.Select(network => network.Key.Dataset).Distinct().Count() > 1;
        return [.. networks.Select(network => Page(result, network.Images, FigurePage.NameOf(Id, several ? $"{network.Key.Weights}-{network.Key.Dataset}" : network.Key.Weights, networks.Count)))];
    }

    /// <summary>Of the selectors, whose choices need not follow the edge score; where they were not run, of CABM.</summary>
    private static IReadOnlyList<IGrouping<(string Weights, int Scale, string Dataset), TiledImage>> Networks(ResultDocument result) =>
        TiledImage.Of(result, Selectors) is { Count: > 0 } chosen ? chosen : TiledImage.Of(result, CabmMethod.Id);

    /// <summary>Images of the first cell with their rank correlation, the most agreeing first.</summary>
    private static List<(TiledImage Image, double Rank)> Ranked(IEnumerable<TiledImage> network)
    {
        var place = network.First().Place;
        var images = network.Where(image => image.Place == place && image.Tiles.Count > 1 && image.Spread > 0 && image.Tiles.All(tile => tile.EdgeScore is not null)).ToList();
        var large = images.Where(image => image.Tiles.Count >= EnoughTiles).ToList();
        return [.. (large.Count > 0 ? large : images).Select(image => (image, Rank: Correlation.Spearman(image.Tiles.Select(tile => tile.FeatureAverageBits), image.Tiles.Select(tile => tile.EdgeScore!.Value)))).Where(image => double.IsFinite(image.Rank)).OrderByDescending(image => image.Rank)];
    }

    private static FigurePage Page(ResultDocument result, List<(TiledImage Image, double Rank)> images, string name)
    {
        var place = images[0].Image.Place;
        var shown = images.Count == 1 ? images : [images[0], images[^1]];
        return new FigurePage(
            name,
            $"{result.Title}: bits of {place.Identity} beside edge scores, {place.Weights} on {place.Dataset}",
            [.. shown.SelectMany(image => Panels(image.Image, image.Rank))],
            [],
            [
                FigurePage.DataNote(result, place.Dataset),
                $"Left: FAB of each tile by {place.Identity}, to which the bit operations of layers with equal costs are in proportion; right: edge score. Dark is much, from the least to the most of each map. Above the image where both agree best by Spearman's rank correlation{(shown.Count > 1 ? ", below the one where they agree least; framed are the tiles whose places in both orders differ most" : string.Empty)}.",
            ])
        {
            PanelWidth = Wide,
            PanelHeight = 300,
        };
    }

    private static IEnumerable<Plot> Panels(TiledImage image, double rank)
    {
        var (bits, scores) = (image.Tiles.Select(tile => tile.FeatureAverageBits).ToList(), image.Tiles.Select(tile => tile.EdgeScore!.Value).ToList());
        var apart = bits.Ranks().Zip(scores.Ranks(), (bit, score) => Math.Abs(bit - score)).ToList();
        var marked = apart.Index().Where(tile => tile.Item >= image.Tiles.Count / 3.0).OrderByDescending(tile => tile.Item).Take(Marked).Select(tile => image.Tiles[tile.Index]).ToHashSet();
        Plot Panel(string title, IReadOnlyList<double> values, string format)
        {
            var ramp = ColourRamp.Shades(values.Min(), values.Max());
            return PanelStyle.Bare(title, new TileMapPlot([.. image.Tiles.Zip(values, (tile, value) => new TileField(tile.Area, ramp.Of(value), value.ToString(format, CultureInfo.InvariantCulture), marked.Contains(tile) ? string.Empty : null))], []));
        }

        yield return Panel(string.Create(CultureInfo.InvariantCulture, $"{image.Image}: FAB (rank correlation {rank:0.00})"), bits, "0.00");
        yield return Panel($"{image.Image}: edge score", scores, "0.0");
    }
}
