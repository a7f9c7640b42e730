using Research.Framework.Metrics;

namespace Research.Framework.Costs;

/// <summary>
/// The definitions of bit operations that are in use. They differ by orders of magnitude and must never be mixed: each has its
/// name. All in G for an output of 1280 x 720, so that images of any size can be averaged.
/// </summary>
public static class BitOps
{
    private const double Giga = 1e9;

    /// <remarks>Sum over layers and passes of MACs x bits of the weight x bits of the input; 32 x 32 for full precision.</remarks>
    public static IMetric MacBits { get; } = new CostMetric(
        new MetricInfo("bitops:mac-bits", 1, "G", "sum of MACs x weight bits x activation bits over all convolutions (FP32: 32 x 32), overlap of tiles included, for a 1280x720 output"),
        image => image.Passes.Sum(pass => image.Ledger(pass).BitOpsPerLrPixel * pass.LrPixels) / image.LrPixels * Frame.LrPixels(image.Scale) / Giga);

    /// <remarks>
    /// CABM's tables: M (FAB / 32)^2 with M = MACs of the whole network. It squares the bits of the activations although the
    /// weights have 8, and reduces head and up-sampler too, which are FP32: for comparison with the print only.
    /// A set's value is that of its mean FAB.
    /// </remarks>
    public static IMetric CabmPublished { get; } = new CostMetric(
        new MetricInfo("bitops:cabm-published", 1, "G", "MACs of the whole network x (FAB/32)^2, as CABM prints them, without overlap, for a 1280x720 output"),
        image => CabmPublishedOf(image.Ledger(image.Passes[0]).MacsPerLrPixel * Frame.LrPixels(image.Scale) / Giga, image.FeatureAverageBits),
        values => Math.Pow(values.Average(Math.Sqrt), 2));

    /// <remarks>CADyQ's author: operations of layers that are not quantized + (8/32)(FAB/32) x operations of those that are. Of layers
    /// with fixed 8 bits that do not enter FAB the answer says nothing; they count as not quantized.</remarks>
    public static IMetric CadyqAuthor { get; } = new CostMetric(
        new MetricInfo("bitops:cadyq-author", 1, "G", "MACs of the layers outside FAB + (8/32)(FAB/32) x MACs of those in it, overlap of tiles included, for a 1280x720 output"),
        image =>
        {
            var layers = image.Ledger(image.Passes[0]).Layers;
            var quantized = layers.Where(layer => layer.Counted).Sum(layer => layer.MacsPerLrPixel);
            var others = layers.Where(layer => !layer.Counted).Sum(layer => layer.MacsPerLrPixel);
            var overlap = image.Passes.Sum(pass => pass.LrPixels) / (double)image.LrPixels;
            return (others + (8.0 / 32 * image.FeatureAverageBits / 32 * quantized)) * overlap * Frame.LrPixels(image.Scale) / Giga;
        });

    /// <summary>CABM's published formula for one frame, with the term that its rows of CADyQ carry for every selector.</summary>
    /// <param name="macs">M, in the unit of the result.</param>
    /// <param name="selectorCost">In the same unit; 0 where the bits come from a table.</param>
    public static double CabmPublishedOf(double macs, double fab, double selectorCost = 0) => (macs * fab / 32 * fab / 32) + selectorCost;
}
