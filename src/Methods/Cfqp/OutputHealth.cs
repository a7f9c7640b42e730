using Research.Framework.Data;
using Research.Framework.Evaluation;
using Research.Framework.Execution;
using Research.Framework.Methods;
using Research.Framework.Quantization;
using Research.Framework.Runtime;
using TorchSharp;

namespace Research.Methods.Cfqp;

/// <summary>
/// What the output's 8 bits are worth, from the network and the untouched representative images alone: the integer network's
/// pixels against those of full precision, clamped and rounded. PSNR hides it: rounding noise of s^2 / 12 shows in flat areas.
/// </summary>
internal static class OutputHealth
{
    private const int Most = 8;
    private const int Block = 16;
    private const double Flat = 1;
    private static readonly string[] Colours = ["red", "green", "blue"];

    /// <param name="quantized">Fitted.</param>
    /// <param name="bare">Without clip.</param>
    /// <param name="images">Untouched; the first eight are looked at.</param>
    internal static void Write(QuantizationRequest request, QuantizedNetwork quantized, ProbedNetwork bare, IReadOnlyList<RgbImage> images, CodeGrid output, bool accepted, CancellationToken cancellation)
    {
        void Note(string quantity, double value) => request.Record(new MethodRecord("output", "output", quantity, value));

        Note("scale (grey levels a code)", output.Scale);
        Note("zero point", output.ZeroPoint);
        Note("codes for 0..255", Math.Floor(Math.Min(255 / output.Scale, CodeGrid.Most - output.ZeroPoint)) + 1);
        Note("is the clip", accepted ? 1 : 0);

        var integers = IntegerNetwork.Of(quantized);
        var (codes, low, high, total) = (new HashSet<int>(), 0L, 0L, 0L);
        var shift = new double[quantized.Network.Graph.ImageChannels];
        var flat = new List<double>();
        var looked = images.Take(Most).ToList();
        foreach (var image in looked)
        {
            using var scope = torch.NewDisposeScope();
            var lr = ImageTensor.FromImage(image, shift.Length);
            var q = integers.Run(lr, cancellation).contiguous().data<float>().ToArray();
            codes.UnionWith(q.Select(code => (int)code));
            low += q.Count(code => code == CodeGrid.Least);
            high += q.Count(code => code == CodeGrid.Most);
            total += q.Length;
            var reference = Pixels(bare.Run(image, cancellation));
            var difference = Pixels(quantized.Infer(lr, cancellation).Sr) - reference;
            var means = difference.mean([0, 2, 3]).data<double>().ToArray();
            for (var c = 0; c < shift.Length; c++)
            {
                shift[c] += means[c] / looked.Count;
            }

            flat.AddRange(FlatErrors(reference, difference));
        }

        Note("codes used", codes.Count);
        Note("pixels at the lowest code (%)", 100.0 * low / total);
        Note("pixels at the highest code (%)", 100.0 * high / total);
        for (var c = 0; c < shift.Length; c++)
        {
            Note(shift.Length == 1 ? "shift of luma (grey levels)" : $"shift of {Colours[c]} (grey levels)", shift[c]);
        }

        if (flat.Count > 0)
        {
            Note("mean squared error in flat blocks", flat.Average());
        }
    }

    private static torch.Tensor Pixels(torch.Tensor sr) => sr.to_type(torch.float64).clamp(Scalars.Of(0), Scalars.Of(255)).round();

    /// <summary>Mean squared error of each 16x16 block of a colour whose full-precision variance is below 1.</summary>
    private static double[] FlatErrors(torch.Tensor reference, torch.Tensor difference)
    {
        var (height, width) = (reference.shape[2] / Block * Block, reference.shape[3] / Block * Block);
        if (height == 0 || width == 0)
        {
            return [];
        }

        torch.Tensor Means(torch.Tensor x) => torch.nn.functional.avg_pool2d(x.narrow(2, 0, height).narrow(3, 0, width), [Block, Block]).flatten();
        var variance = Means(reference.square()) - Means(reference).square();
        return Means(difference.square()).masked_select(variance.lt(Scalars.Of(Flat))).data<double>().ToArray();
    }
}
