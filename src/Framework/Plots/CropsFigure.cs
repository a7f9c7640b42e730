using System.Globalization;
using Research.Framework.Methods;
using Research.Framework.Results;
using ScottPlot;

namespace Research.Framework.Plots;

/// <summary>Crops side by side: HR and what some methods make of it, a page per network, a row per crop.</summary>
public abstract class CropsFigure : IFigure
{
    private const float PageWidth = 3 * FigureLayout.PanelWidth;
    private const float AroundPicture = 46;
    private const float TitleSize = 12;
    private const int LongestTitle = 24;

    public abstract string Id { get; }

    public abstract string Description { get; }

    /// <summary>Ids, in the order of the columns.</summary>
    protected abstract IReadOnlyList<string> Methods { get; }

    /// <summary>The method whose bits stand over the image in front of all; null for no map.</summary>
    protected virtual string? Map => null;

    public string? WhyNot(ResultDocument result) => CropPictures.WhyNone(result)
        ?? (result.Rows.Any(row => Methods.Contains(row.Method, StringComparer.Ordinal)) ? null : $"none of {string.Join(", ", Methods)} was run");

    public IReadOnlyList<FigurePage> Draw(ResultDocument result, MethodCatalog methods)
    {
        _ = FigureFont.Typeface;
        var crops = CropPictures.AtHand(result);
        var networks = result.Rows.Where(row => Methods.Contains(row.Method, StringComparer.Ordinal) && crops.Any(crop => crop.Dataset == row.Dataset)).GroupBy(row => (row.Weights, row.Scale)).ToList();
        return [.. networks.Select(network => Page(result, [.. network], crops, FigurePage.NameOf(Id, network.Key.Weights, networks.Count), methods))];
    }

    private FigurePage Page(ResultDocument result, IReadOnlyList<ResultRow> rows, IReadOnlyList<ResultCrop> crops, string name, MethodCatalog methods)
    {
        var cells = Methods.SelectMany(method => rows.Where(row => row.Method == method)).GroupBy(row => row.Identity).Select(seeds => seeds.First().Cell).ToList();
        var maps = Map is null ? [] : TiledImage.Of(result, Map).Where(group => (group.Key.Weights, group.Key.Scale) == (rows[0].Weights, rows[0].Scale)).SelectMany(group => group).ToList();
        var shown = crops.Where(crop => rows.Any(row => row.Dataset == crop.Dataset)).ToList();
        var columns = cells.Count + (maps.Count > 0 ? 2 : 1);
        var width = MathF.Floor(PageWidth / columns);
        return new FigurePage(
            name,
            $"{result.Title}: crops by {RowLabels.Panel(rows[0])}",
            [.. shown.SelectMany(crop => Panels(result, crop, cells, maps, methods))],
            maps.Count > 0 ? ColourRamp.Bits.Legend([4, 5, 6, 7, 8], bits => bits.ToString("0 bits", CultureInfo.InvariantCulture)) : [],
            [
                .. shown.Select(crop => crop.Dataset).Distinct().Select(dataset => FigurePage.DataNote(result, dataset)),
                $"Crops: {string.Join("; ", shown.Select(crop => string.Create(CultureInfo.InvariantCulture, $"{crop.Name}, {crop.Width}x{crop.Height} pixels of {crop.Image} at ({crop.X}, {crop.Y})")))}. Above the pictures: {result.Psnr?.Id ?? "PSNR"} in dB and FAB in bits, both of the whole image.{(maps.Count > 0 ? $" The map: FAB of each tile of the image as {maps[0].Place.Identity} chose it, over the crop." : string.Empty)}",
                .. cells.Any(cell => Title(cell.Identity, cells, methods).Short) ? [$"Columns: {string.Join("; ", cells.Select(cell => cell.Identity))}."] : Array.Empty<string>(),
            ])
        {
            PanelWidth = width,
            PanelHeight = MathF.Ceiling(((width - 12) * shown.Max(crop => (float)crop.Height / crop.Width)) + AroundPicture),
        };
    }

    private static IEnumerable<Plot> Panels(ResultDocument result, ResultCrop crop, IReadOnlyList<CellPlace> cells, List<TiledImage> maps, MethodCatalog methods)
    {
        if (maps.Count > 0)
        {
            var image = maps.FirstOrDefault(map => map.Place.Dataset == crop.Dataset && map.Image == crop.Image);
            yield return Small(
                $"FAB of tiles\n{crop.Image}",
                image is null ? new PicturePlot(null) : image.Map(
                    tile => new TileField(tile.Area, ColourRamp.Bits.Of(tile.FeatureAverageBits), string.Empty),
                    new PlacedPicture(result.Pictures[crop.HrFile], (double)crop.X / image.Place.Scale, (double)crop.Y / image.Place.Scale, (double)crop.Width / image.Place.Scale, (double)crop.Height / image.Place.Scale)));
        }

        yield return Small($"HR\n{crop.Name}", new PicturePlot(result.Pictures[crop.HrFile]));
        foreach (var cell in cells)
        {
            var row = result.Images.FirstOrDefault(image => image.Image == crop.Image && image.Place == new RowPlace(cell.Identity, cell.Weights, cell.Scale, crop.Dataset, cell.Seed));
            var psnr = row is not null && result.Psnr is { } metric ? row.Metrics[metric.Id] : double.NaN;
            var values = row is null ? string.Empty : string.Create(CultureInfo.InvariantCulture, $"{psnr:0.00} / {row.FeatureAverageBits:0.00}");
            yield return Small($"{Title(cell.Identity, cells, methods).Text}\n{values}", new PicturePlot(result.Pictures.GetValueOrDefault(crop.FileOf(cell))));
        }
    }

    private static Plot Small(string title, IPlottable content)
    {
        var plot = PanelStyle.Bare(title, content);
        plot.Axes.Title.Label.FontSize = TitleSize;
        plot.Layout.Fixed(new PixelPadding(3, 3, 3, AroundPicture - 8));
        return plot;
    }

    /// <summary>The method alone where it stands there once, else with its options, as far as there is room.</summary>
    private static (string Text, bool Short) Title(string identity, IReadOnlyList<CellPlace> cells, MethodCatalog methods)
    {
        var parsed = Experiments.MethodIdentity.Parse(identity);
        var name = methods.Find(parsed.Method).Info.Name;
        var isAlone = cells.Count(cell => Experiments.MethodIdentity.Parse(cell.Identity).Method == parsed.Method) == 1;
        var text = isAlone || parsed.OptionsText.Length == 0 ? name : $"{name} [{parsed.OptionsText}]";
        return text.Length <= LongestTitle ? (text, isAlone && parsed.OptionsText.Length > 0) : ($"{text[..(LongestTitle - 1)]}\u2026", true);
    }
}
