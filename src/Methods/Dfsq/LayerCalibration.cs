using System.Globalization;
using Research.Framework.Runtime;
using TorchSharp;

namespace Research.Methods.Dfsq;

/// <summary>Chooses the points of a layer's channels from its full-precision input; channels in parallel, a few in memory at a time.</summary>
internal sealed class LayerCalibration(IPointSelector selector, Seeds seeds, CancellationToken cancellation)
{
    private const int Group = 16;

    /// <summary>The sum of the squared quantization errors of the normalised values, of each channel.</summary>
    public double[] Fit(SubsetQuantizer quantizer, torch.Tensor x)
    {
        using var scope = torch.NewDisposeScope();
        var (channels, count) = ((int)x.shape[1], (int)quantizer.State["points"].shape[1]);
        var (points, errors) = (new double[channels][], new double[channels]);
        var statistics = quantizer.Measure(x);
        for (var first = 0; first < channels; first += Group)
        {
            var samples = Normalised(x, statistics, first, Math.Min(Group, channels - first));
            var start = first;
            Parallel.For(0, samples.Length, new ParallelOptions { CancellationToken = cancellation, MaxDegreeOfParallelism = torch.get_num_threads() }, c =>
            {
                var sorted = new SortedSamples(samples[c]);
                points[start + c] = selector.Choose(sorted, count, seeds.Random((start + c).ToString(CultureInfo.InvariantCulture)));
                errors[start + c] = sorted.Error(points[start + c]);
            });
        }

        quantizer.Fit(points, statistics);
        return errors;
    }

    /// <summary>The values of some channels, each pooled over all samples and places.</summary>
    internal static float[][] Normalised(torch.Tensor x, ChannelStatistics statistics, int first, int count)
    {
        using var scope = torch.NewDisposeScope();
        torch.Tensor Part(torch.Tensor values_NC) => (values_NC.shape[1] == 1 ? values_NC : values_NC.narrow(1, first, count)).unsqueeze(2).unsqueeze(3);
        var normal_CNHW = x.narrow(1, first, count).sub(Part(statistics.Offset)).div_(Part(statistics.Scale)).to_type(torch.ScalarType.Float32).transpose(0, 1).contiguous();
        return [.. Enumerable.Range(0, count).Select(c => normal_CNHW[c].data<float>().ToArray())];
    }
}
