using Research.Framework.Methods;
using Research.Framework.Plots;
using Research.Framework.Results;
using ScottPlot;

namespace Research.Methods.Cfqp.Figures;

/// <summary>PSNR against the one representative image, sorted; a panel per network. In polar coordinates the paper's central figure.</summary>
internal abstract class SingleImageFigure : IFigure
{
    public abstract string Id { get; }

    public abstract string Description { get; }

    public string? WhyNot(ResultDocument result) => SingleImages.Of(result).Count > 0 ? null : SingleImages.Missing;

    public IReadOnlyList<FigurePage> Draw(ResultDocument result, MethodCatalog methods)
    {
        _ = FigureFont.Typeface;
        var pages = SingleImages.Of(result).GroupBy(network => network.First.Dataset).ToList();
        return
        [
            .. pages.Select(page => new FigurePage(
                FigurePage.NameOf(Id, page.Key, pages.Count),
                $"{result.Title}: {result.Psnr!.Id} on {page.Key} by representative image",
                [.. page.Select(network => Panel(network, result.Psnr.Id, page.Key))],
                [.. Enum.GetValues<OutputKind>().Where(kind => kind != OutputKind.Clipped || page.Any(network => network.Images.Any(image => image.Clipped is not null))).Select(kind => CfqpRows.Entry(kind, LinePattern.Solid)), CfqpRows.FullPrecision],
                [
                    $"One INT8 network for each of {page.Max(network => network.Images.Count)} images, sorted by the network without clip on the untouched image; output codes read as pixels. {Note}",
                    .. page.Select(network => network.Summary),
                    FigurePage.DataNote(result, page.Key),
                ])
            {
                PanelHeight = Size.Height,
                PanelWidth = Size.Width,
            }),
        ];
    }

    protected abstract (float Width, float Height) Size { get; }

    protected abstract string Note { get; }

    protected abstract Plot Panel(SingleImages network, string metric, string dataset);

    protected static void Curve(Plot plot, IEnumerable<Coordinates> points, LegendEntry entry) => plot.Add.Plottable(new SeriesPlot([.. points], entry));
}
