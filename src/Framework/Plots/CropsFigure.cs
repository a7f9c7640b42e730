using System.Globalization;
using Research.Framework.Experiments;
using Research.Framework.Methods;
using Research.Framework.Results;
using ScottPlot;

namespace Research.Framework.Plots;

/// <summary>Crops side by side: HR and what some methods make of it, a page per network, a row per crop.</summary>
public abstract class CropsFigure : IFigure
{
    private const float PageWidth = 3 * FigureLayout.PanelWidth;
    private const float TitleSize = 12;
    private const float LineHeight = 16;
    private const float Around = 14;
    private const float CharacterWidth = 6.9f;

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
        var width = MathF.Floor(PageWidth / (cells.Count + (maps.Count > 0 ? 2 : 1)));
        var titles = cells.Select(cell => (Cell: cell, Title: Title(cell.Identity, cells, methods, (int)((width - Around) / CharacterWidth)))).ToList();
        var lines = titles.Exists(column => column.Title.Options.Length > 0) ? 3 : 2;
        return new FigurePage(
            name,
            $"{result.Title}: crops by {RowLabels.Panel(rows[0])}",
            [.. shown.SelectMany(crop => Panels(result, crop, titles, maps, lines))],
            maps.Count > 0 ? ColourRamp.Bits.Legend([4, 5, 6, 7, 8], bits => bits.ToString("0 bits", CultureInfo.InvariantCulture)) : [],
            [
                .. shown.Select(crop => crop.Dataset).Distinct().Select(dataset => FigurePage.DataNote(result, dataset)),
                $"Crops: {string.Join("; ", shown.Select(crop => string.Create(CultureInfo.InvariantCulture, $"{crop.Name}, {crop.Width}x{crop.Height} pixels of {crop.Image} at ({crop.X}, {crop.Y})")))}. Above the pictures: {result.Psnr?.Id ?? "PSNR"} in dB and FAB in bits, both of the whole image.{(maps.Count > 0 ? $" The map: FAB of each tile of the image as {maps[0].Place.Identity} chose it, over the crop." : string.Empty)}",
                .. titles.Exists(column => column.Title.IsCut) ? [$"Columns: {string.Join("; ", cells.Select(cell => cell.Identity))}."] : Array.Empty<string>(),
            ])
        {
            PanelWidth = width,
            PanelHeight = MathF.Ceiling(((width - Around) * shown.Max(crop => (float)crop.Height / crop.Width)) + (lines * LineHeight) + Around),
        };
    }

    private static IEnumerable<Plot> Panels(ResultDocument result, ResultCrop crop, IReadOnlyList<(CellPlace Cell, ColumnTitle Title)> columns, List<TiledImage> maps, int lines)
    {
        if (maps.Count > 0)
        {
            var image = maps.FirstOrDefault(map => map.Place.Dataset == crop.Dataset && map.Image == crop.Image);
            yield return Small(
                $"FAB of tiles\n{crop.Image}",
                lines,
                image is null ? new PicturePlot(null) : image.Map(
                    tile => new TileField(tile.Area, ColourRamp.Bits.Of(tile.FeatureAverageBits), string.Empty),
                    new PlacedPicture(result.Pictures[crop.HrFile], (double)crop.X / image.Place.Scale, (double)crop.Y / image.Place.Scale, (double)crop.Width / image.Place.Scale, (double)crop.Height / image.Place.Scale)));
        }

        yield return Small($"HR\n{crop.Name}", lines, new PicturePlot(result.Pictures[crop.HrFile]));
        foreach (var (cell, title) in columns)
        {
            var row = result.Images.FirstOrDefault(image => image.Image == crop.Image && image.Place == new RowPlace(cell.Identity, cell.Weights, cell.Scale, crop.Dataset, cell.Seed));
            var psnr = row is not null && result.Psnr is { } metric ? row.Metrics[metric.Id] : double.NaN;
            var values = row is null ? string.Empty : string.Create(CultureInfo.InvariantCulture, $"{psnr:0.00} / {row.FeatureAverageBits:0.00}");
            yield return Small(lines == 2 ? $"{title.Name}\n{values}" : $"{title.Name}\n{title.Options}\n{values}", lines, new PicturePlot(result.Pictures.GetValueOrDefault(crop.FileOf(cell))));
        }
    }

    private static Plot Small(string title, int lines, IPlottable content)
    {
        var plot = PanelStyle.Bare(title + new string('\n', lines - title.Count(letter => letter == '\n') - 1), content);
        plot.Axes.Title.Label.FontSize = TitleSize;
        plot.Layout.Fixed(new PixelPadding(3, 3, 3, (lines * LineHeight) + 6));
        return plot;
    }

    /// <summary>The method, with its options where it stands there several times: of long ones the end, where variants differ most often.</summary>
    private static ColumnTitle Title(string identity, IReadOnlyList<CellPlace> cells, MethodCatalog methods, int characters)
    {
        var parsed = MethodIdentity.Parse(identity);
        var name = methods.Find(parsed.Method).Info.Name;
        var isAlone = cells.Count(cell => MethodIdentity.Parse(cell.Identity).Method == parsed.Method) == 1;
        var options = parsed.OptionsText;
        return isAlone ? new ColumnTitle(name, string.Empty, IsCut: options.Length > 0)
            : options.Length <= characters ? new ColumnTitle(name, options, IsCut: false)
            : new ColumnTitle(name, $"\u2026{options[^(characters - 1)..]}", IsCut: true);
    }

    /// <param name="IsCut">Options are missing: the caption has them.</param>
    private sealed record ColumnTitle(string Name, string Options, bool IsCut);
}
