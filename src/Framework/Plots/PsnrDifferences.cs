using System.Globalization;
using MathNet.Numerics.Statistics;
using Research.Framework.Results;
using ScottPlot;

namespace Research.Framework.Plots;

/// <summary>PSNR of each image minus that of full precision on the same image: a mean hides where a method fails.</summary>
internal sealed class PsnrDifferences : PerImageFigure
{
    public override string Id => "psnr-differences";

    public override string Description => "PSNR of every image against that of full precision";

    protected override string Subject => "PSNR of single images against full precision";

    protected override string AxisTitle => "difference to FP32 (dB)";

    protected override string? WhyNothing(ResultDocument result) =>
        result.Psnr is null ? "no metric of the experiment is in dB"
        : !result.Rows.Any(RowLabels.IsFullPrecision) ? "there are no rows of full precision"
        : null;

    protected override IReadOnlyList<MethodLine> Lines(ResultDocument result, IReadOnlyList<ResultRow> rows, ILookup<RowPlace, ImageRow> images, Func<ResultRow, MethodLine> empty)
    {
        var metric = result.Psnr!.Id;
        var full = rows.Where(RowLabels.IsFullPrecision).SelectMany(row => images[row.Place]).DistinctBy(image => (image.Image, image.Place.Seed)).ToDictionary(image => (image.Image, image.Place.Seed), image => image.Metrics[metric]);
        return [.. rows.Where(row => !RowLabels.IsFullPrecision(row)).GroupBy(row => row.Identity)
            .Select(seeds => (Row: seeds.First(), Values: seeds.SelectMany(row => images[row.Place])
                .Select(image => (image.Image, Difference: image.Metrics[metric] - full.GetValueOrDefault((image.Image, image.Place.Seed), double.NaN)))
                .Where(image => double.IsFinite(image.Difference))
                .GroupBy(image => image.Image)
                .Select(image => image.Average(seed => seed.Difference)).ToList()))
            .Where(line => line.Values.Count > 0)
            .Select(line => empty(line.Row) with { Values = line.Values, Summary = line.Values.QuantileCustom(0.5, QuantileDefinition.R7).ToString("0.000", CultureInfo.InvariantCulture) })];
    }

    protected override (double Minimum, double Maximum) Draw(Plot plot, IReadOnlyList<MethodLine> lines)
    {
        plot.Add.VerticalLine(0, 1, Colors.Gray, LinePatterns.Dash);
        foreach (var (index, line) in lines.Index())
        {
            plot.Add.Plottable(new StripPlot(line, -index));
        }

        var values = lines.SelectMany(line => line.Values).Append(0).ToList();
        return (values.Min(), values.Max());
    }

    protected override IEnumerable<string> Notes(ResultDocument result)
    {
        var metric = result.Psnr!;
        yield return $"{metric.Id}: {metric.Convention}; of each image, minus that of full precision with the same weights on the same image (means over the seeds).";
        yield return "A point is an image; boxes reach from the first to the third quartile, with the median in between, which also stands at the right. n: number of images.";
    }
}
