using Research.Framework.Methods;
using Research.Framework.Plots;
using Research.Framework.Results;
using ScottPlot;

namespace Research.Methods.AdaBm.Figures;

/// <summary>The bits of every counted layer on every image.</summary>
internal sealed class BitsFigure : IFigure
{
    /// <summary>Of fields with the next, which are drawn over it: no seam shows between equal ones.</summary>
    private const double Overlap = 0.05;

    public string Id => "adabm-bits";

    public string Description => "Bits by layer and image (AdaBM)";

    public string? WhyNot(ResultDocument result) => result.Images.IsEmpty ? $"{ResultFiles.PerImage} is missing" : NotedCell.Of(result).Count == 0 ? NotedCell.Missing : null;

    public IReadOnlyList<FigurePage> Draw(ResultDocument result, MethodCatalog methods)
    {
        _ = FigureFont.Typeface;
        var cells = NotedCell.Of(result);
        var pages = result.Rows.Select(row => row.Dataset).Distinct()
            .Select(dataset => (Dataset: dataset, Panels: cells.Select(cell => Panel(cell, result, dataset)).OfType<Plot>().ToList()))
            .Where(page => page.Panels.Count > 0)
            .ToList();
        return
        [
            .. pages.Select(page => new FigurePage(
                FigurePage.NameOf(Id, page.Dataset, pages.Count),
                $"{result.Title}: bits by layer and image on {page.Dataset}",
                page.Panels,
                [.. Enumerable.Range(-2, 5).Select(offset => BitColours.Entry(offset == 0 ? "base bits" : FormattableString.Invariant($"{offset:+0;-0}"), offset))],
                [
                    FigurePage.DataNote(result, page.Dataset),
                    $"Each column is an image, in the order of the set, each row a layer that counts in FAB, in order of execution from below. Of an image in tiles: the mean over its tiles.{cells[0].Note}",
                ])),
        ];
    }

    /// <summary>What an image adds to all adaptive layers follows from its FAB, because that is a plain mean over the layers.</summary>
    private static Plot? Panel(NotedCell cell, ResultDocument result, string dataset)
    {
        var place = cell.Row.Place with { Dataset = dataset };
        var images = result.Images.Where(image => image.Place == place).Select(image => image.FeatureAverageBits).ToList();
        var adaptive = cell.Layers(TuningNotes.Adaptive);
        if (images.Count == 0 || adaptive.Count == 0)
        {
            return null;
        }

        var bits = cell.LayerBits(TuningNotes.After);
        var offsets = adaptive.Select(layer => bits.GetValueOrDefault(layer.Item)).ToList();
        var share = adaptive.Average(layer => layer.Value);
        var plot = PanelStyle.Create(cell.Title, "image", "layer");
        foreach (var (column, fab) in images.Index())
        {
            var ofImage = share > 0 ? (fab - cell.BaseBits - offsets.Average()) / share : 0;
            foreach (var (row, layer) in adaptive.Index())
            {
                var field = plot.Add.Rectangle(column + 0.5, column + 1.5 + Overlap, row + 0.5, row + 1.5 + Overlap);
                (field.FillColor, field.LineWidth) = (BitColours.Of(offsets[row] + (layer.Value * ofImage)), 0);
            }
        }

        WholeTicks.Set(plot.Axes.Bottom, 1, images.Count);
        WholeTicks.Set(plot.Axes.Left, 1, adaptive.Count);
        plot.Axes.SetLimits(0.5, images.Count + 0.5, 0.5, adaptive.Count + 0.5);
        return plot;
    }
}
