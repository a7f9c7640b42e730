using System.Globalization;
using Research.Framework.Methods;
using Research.Framework.Plots;
using Research.Framework.Results;
using ScottPlot;

namespace Research.Methods.Cadyq.Figures;

/// <summary>Two tiles with the bits that their layers got, and the map of the image that they lie in: the paper's figure 1, of all layers.</summary>
internal sealed class BitMapFigure : IFigure
{
    private const float WideMap = 570;

    private static readonly string[] Marks = ["A", "B"];

    public string Id => "cadyq-bit-map";

    public string Description => "Two tiles with the bits of their layers, and the image's map of bits (CADyQ)";

    public string? WhyNot(ResultDocument result) =>
        !result.Rows.Any(row => row.Method == CadyqMethod.Id) ? "CADyQ was not run"
        : TiledImage.Of(result, CadyqMethod.Id).Count == 0 ? TiledImage.Missing
        : null;

    public IReadOnlyList<FigurePage> Draw(ResultDocument result, MethodCatalog methods)
    {
        _ = FigureFont.Typeface;
        var groups = TiledImage.Of(result, CadyqMethod.Id);
        var datasets = groups.Select(group => group.Key.Dataset).Distinct().Count();
        return [.. groups.Select(group => Page(result, [.. group], datasets > 1 ? $"{group.Key.Weights}-{group.Key.Dataset}" : group.Key.Weights, groups.Count))];
    }

    private FigurePage Page(ResultDocument result, IReadOnlyList<TiledImage> images, string name, int pages)
    {
        var place = images[0].Place;
        var chosen = Choose([.. images.Where(image => image.Place == place)], [.. (result.Crops ?? []).Where(crop => crop.Dataset == place.Dataset)]);
        var isOneImage = chosen.Select(tile => tile.Image).Distinct().Count() == 1;
        var panels = chosen.Index().SelectMany(tile => (IEnumerable<Plot>)(tile.Item.Image.Tiles.Count > 1 && (tile.Index == 0 || !isOneImage)
            ? [MapPanel(result, tile.Item.Image, chosen), TilePanel(result, tile.Item, Marks[tile.Index])]
            : [TilePanel(result, tile.Item, Marks[tile.Index])]));
        return new FigurePage(
            FigurePage.NameOf(Id, name, pages),
            $"{result.Title}: bits of two tiles, {place.Weights} on {place.Dataset}",
            [.. panels],
            ColourRamp.Bits.Legend(chosen.SelectMany(tile => tile.Row.Bits).Distinct().Order().Select(bits => (double)bits), bits => bits.ToString("0 bits", CultureInfo.InvariantCulture)),
            [
                FigurePage.DataNote(result, place.Dataset),
                $"Method: {place.Identity}. Fields under A and B: the layers whose bits are chosen, in order of execution (small number), with their bits; above them the tile's FAB, their plain mean. Maps: FAB of each tile.{(chosen.Any(tile => tile.Picture(result) is not null) ? " Pictures: HR around the tile." : string.Empty)}",
            ])
        {
            PanelWidth = isOneImage ? 380 : WideMap,
            PanelHeight = 290,
        };
    }

    /// <summary>The tiles of the first two crops; without crops the extremes of the image whose tiles differ most.</summary>
    private static List<Chosen> Choose(IReadOnlyList<TiledImage> images, IReadOnlyList<ResultCrop> crops)
    {
        var named = crops.SelectMany(crop => images.Where(image => image.Image == crop.Image).Select(image => new Chosen(image, image.At(crop), crop))).DistinctBy(tile => tile.Row).Take(2).ToList();
        if (named is [var only])
        {
            var other = only.Image.Tiles.Count > 1 ? only.Image : images.MaxBy(image => Math.Abs(image.Tiles[0].FeatureAverageBits - only.Row.FeatureAverageBits))!;
            return [only, new Chosen(other, other.Tiles.MaxBy(tile => Math.Abs(tile.FeatureAverageBits - only.Row.FeatureAverageBits))!, null)];
        }

        if (named.Count == 2)
        {
            return named;
        }

        var widest = images.MaxBy(image => image.Spread)!;
        IReadOnlyList<TiledImage> from = widest.Tiles.Count > 1 ? [widest] : images;
        var tiles = from.SelectMany(image => image.Tiles.Select(tile => new Chosen(image, tile, null))).ToList();
        return [tiles.MaxBy(tile => tile.Row.FeatureAverageBits)!, tiles.MinBy(tile => tile.Row.FeatureAverageBits)!];
    }

    private static Plot MapPanel(ResultDocument result, TiledImage image, IReadOnlyList<Chosen> chosen)
    {
        string? MarkOf(TileRow tile) => chosen.Index().Where(other => other.Item.Row == tile).Select(other => Marks[other.Index]).FirstOrDefault();
        var pictures = chosen.Where(tile => tile.Image == image).Select(tile => tile.Picture(result) is { } png && tile.Crop is { } crop ? Placed(png, crop, image.Place.Scale) : null).OfType<PlacedPicture>();
        return PanelStyle.Bare(
            image.Image,
            image.Map(tile => new TileField(tile.Area, ColourRamp.Bits.Of(tile.FeatureAverageBits), tile.FeatureAverageBits.ToString("0.00", CultureInfo.InvariantCulture), MarkOf(tile)), [.. pictures]));
    }

    private static PlacedPicture Placed(byte[] png, ResultCrop crop, int scale) =>
        new(png, (double)crop.X / scale, (double)crop.Y / scale, (double)crop.Width / scale, (double)crop.Height / scale);

    private static Plot TilePanel(ResultDocument result, Chosen tile, string mark) => PanelStyle.Bare(
        string.Create(CultureInfo.InvariantCulture, $"{mark}: {tile.Row.FeatureAverageBits:0.00} bits on average"),
        new BitGridPlot(tile.Row.Bits, tile.Picture(result)));

    private sealed record Chosen(TiledImage Image, TileRow Row, ResultCrop? Crop)
    {
        internal byte[]? Picture(ResultDocument result) => Crop is null ? null : result.Pictures.GetValueOrDefault(Crop.HrFile);
    }
}
