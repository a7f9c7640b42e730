using System.Globalization;
using Research.Framework.Plots;
using ScottPlot;

namespace Research.Methods.Cfqp.Figures;

/// <summary>Angle: the image; radius: PSNR, up to full precision at the rim.</summary>
internal sealed class SingleImagePolarFigure : SingleImageFigure
{
    private const int CirclePoints = 180;
    private const double RingStep = 2;
    private const double LabelAngle = -Math.PI / 20; // Behind the best image: curves are at the rim there.

    public override string Id => "cfqp-single-image";

    public override string Description => "PSNR by the one representative image, in polar coordinates: the central figure of CFQP";

    protected override (float Width, float Height) Size => (470, 450);

    protected override string Note => "Counter-clockwise from the right; the radius is PSNR, the rim full precision.";

    protected override Plot Panel(SingleImages network, string metric, string dataset)
    {
        var plot = PanelStyle.Create(network.Title, string.Empty, string.Empty);
        var (centre, rim) = (Math.Floor(network.Lowest - 0.5), network.Highest);
        plot.HideGrid();
        plot.Axes.Frameless();
        plot.Axes.Title.IsVisible = true;
        for (var ring = Math.Ceiling(centre / RingStep) * RingStep; ring < rim - (RingStep / 4); ring += RingStep)
        {
            if (ring > centre)
            {
                Circle(plot, ring - centre, Colors.Black.WithAlpha(0.18), 1);
                Label(plot, LabelAngle, ring - centre, ring.ToString("F0", CultureInfo.InvariantCulture));
            }
        }

        var count = network.Images.Count;
        Coordinates At(int rank, double psnr) => Polar(2 * Math.PI * rank / count, Math.Max(psnr - centre, 0));
        foreach (var kind in new[] { OutputKind.Clipped, OutputKind.Naive, OutputKind.Tamed })
        {
            var points = network.Images.Index()
                .Select(image => (image.Index, Psnr: kind switch { OutputKind.Naive => image.Item.Naive, OutputKind.Tamed => image.Item.Tamed, _ => image.Item.Clipped }))
                .Where(point => point.Psnr is not null)
                .Select(point => At(point.Index, point.Psnr!.Value));
            Curve(plot, points, CfqpRows.Entry(kind, LinePattern.Solid));
        }

        Circle(plot, (network.FullPrecision ?? rim) - centre, Colors.Black, 1.6f);
        var reach = (rim - centre) * 1.12;
        plot.Axes.SetLimits(-reach, reach, -reach, reach);
        plot.Axes.SquareUnits();
        Label(plot, -Math.PI / 2, (rim - centre) * 1.07, $"{metric} (dB) on {dataset}");
        return plot;
    }

    private static Coordinates Polar(double angle, double radius) => new(radius * Math.Cos(angle), radius * Math.Sin(angle));

    private static void Circle(Plot plot, double radius, Color colour, float width)
    {
        var line = plot.Add.ScatterLine(Enumerable.Range(0, CirclePoints + 1).Select(i => Polar(2 * Math.PI * i / CirclePoints, radius)).ToArray());
        (line.LineColor, line.LineWidth) = (colour, width);
    }

    private static void Label(Plot plot, double angle, double radius, string text)
    {
        var label = plot.Add.Text(text, Polar(angle, radius));
        (label.LabelFontSize, label.LabelFontColor, label.LabelAlignment) = (11, Colors.Black.WithAlpha(0.75), Alignment.MiddleCenter);
        label.LabelBackgroundColor = Colors.White.WithAlpha(0.7);
    }
}
