using System.Globalization;
using Research.Framework.Results;
using ScottPlot;

namespace Research.Framework.Plots;

/// <summary>How the bits that a method chooses are spread over the images. Only FAB is kept of each image, not the bits of its edges: the histogram is of FAB.</summary>
internal sealed class BitsHistogram : PerImageFigure
{
    private const int MostBins = 40;
    private static readonly double[] Widths = [0.05, 0.1, 0.25, 0.5, 1];

    public override string Id => "bits-histogram";

    public override string Description => "How many images have which feature average bits (FAB)";

    protected override string Subject => "bits of single images";

    protected override string AxisTitle => "FAB of an image (bits)";

    protected override string? WhyNothing(ResultDocument result)
    {
        var images = result.Images.ToLookup(image => image.Place);
        return result.Rows.Any(row => Varies([.. images[row.Place]])) ? null : "no method of the experiment chooses its bits by the image";
    }

    protected override IReadOnlyList<MethodLine> Lines(ResultDocument result, IReadOnlyList<ResultRow> rows, ILookup<RowPlace, ImageRow> images, Func<ResultRow, MethodLine> empty) =>
    [
        .. rows.GroupBy(row => row.Identity)
            .Select(seeds => (Row: seeds.First(), Images: seeds.SelectMany(row => images[row.Place]).ToList()))
            .Where(line => Varies(line.Images))
            .Select(line => (line.Row, Values: line.Images.GroupBy(image => image.Image).Select(image => image.Average(seed => seed.FeatureAverageBits)).ToList()))
            .Select(line => empty(line.Row) with { Values = line.Values, Summary = line.Values.Average().ToString("0.00", CultureInfo.InvariantCulture) }),
    ];

    protected override (double Minimum, double Maximum) Draw(Plot plot, IReadOnlyList<MethodLine> lines)
    {
        var values = lines.SelectMany(line => line.Values).ToList();
        var width = Widths.FirstOrDefault(candidate => (values.Max() - values.Min()) / candidate <= MostBins, Widths[^1]);
        foreach (var (index, line) in lines.Index())
        {
            plot.Add.Plottable(new HistogramPlot(line, -index, width));
        }

        return (Math.Floor(values.Min() / width) * width, (Math.Floor(values.Max() / width) + 1) * width);
    }

    protected override IEnumerable<string> Notes(ResultDocument result)
    {
        yield return "FAB: average bits of an image's quantized activations, a plain mean over edges (and seeds). Each line is a histogram of it over the images, its highest bar of full height, with the mean at the right; methods with fixed bits are left out. n: number of images.";
    }

    private static bool Varies(List<ImageRow> images) => images.Select(image => image.FeatureAverageBits).Distinct().Skip(1).Any();
}
