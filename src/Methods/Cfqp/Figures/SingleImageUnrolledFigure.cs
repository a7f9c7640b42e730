using System.Globalization;
using Research.Framework.Plots;
using ScottPlot;
using ScottPlot.TickGenerators;

namespace Research.Methods.Cfqp.Figures;

/// <summary>The same along a straight axis, with the gain of taming filled.</summary>
internal sealed class SingleImageUnrolledFigure : SingleImageFigure
{
    private const int Ticks = 5;

    public override string Id => "cfqp-single-image-unrolled";

    public override string Description => "PSNR by the one representative image, unrolled, with the gain of taming filled";

    protected override (float Width, float Height) Size => (560, 340);

    protected override string Note => "Filled: what taming gains without clip.";

    protected override Plot Panel(SingleImages network, string metric, string dataset)
    {
        var plot = PanelStyle.Create(network.Title, "representative images, sorted", $"{metric} (dB) on {dataset}");
        var images = network.Images.Index().ToList();
        var fill = plot.Add.FillY([.. images.Select(image => ((double)image.Index, image.Item.Naive, Math.Max(image.Item.Tamed, image.Item.Naive)))]);
        (fill.FillColor, fill.LineWidth, fill.MarkerSize) = (Color.FromHex("#F5E6A8").WithAlpha(0.7), 0, 0);
        Curve(plot, images.Where(image => image.Item.Clipped is not null).Select(image => new Coordinates(image.Index, image.Item.Clipped!.Value)), CfqpRows.Entry(OutputKind.Clipped, LinePattern.Solid));
        Curve(plot, images.Select(image => new Coordinates(image.Index, image.Item.Naive)), CfqpRows.Entry(OutputKind.Naive, LinePattern.Solid));
        Curve(plot, images.Select(image => new Coordinates(image.Index, image.Item.Tamed)), CfqpRows.Entry(OutputKind.Tamed, LinePattern.Solid));
        if (network.FullPrecision is { } full)
        {
            Curve(plot, [new(0, full), new(images.Count - 1, full)], CfqpRows.FullPrecision);
        }

        PanelStyle.FitY(plot, network.Lowest, network.Highest);
        plot.Axes.SetLimitsX(-0.5, images.Count - 0.5);
        var step = Math.Max(1, (images.Count - 1) / Ticks);
        plot.Axes.Bottom.TickGenerator = new NumericManual(
            [.. images.Where(image => image.Index % step == 0).Select(image => new Tick(image.Index, string.Create(CultureInfo.InvariantCulture, $"#{image.Item.Image}")))]);
        return plot;
    }
}
