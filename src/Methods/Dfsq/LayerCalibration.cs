using System.Diagnostics;
using System.Globalization;
using Research.Framework.Runtime;
using TorchSharp;

namespace Research.Methods.Dfsq;

/// <summary>Chooses the points of the channels of layers from their full-precision inputs; channels in parallel, a few in memory at a time.</summary>
internal sealed class LayerCalibration(IPointSelector selector, Seeds seeds, CalibrationNotes notes, CancellationToken cancellation)
{
    /// <summary>Under which <see cref="Selection"/> is noted.</summary>
    public const string SelectionPhase = "point selection";

    private const int Group = 16;
    private const int WarmUps = 40;

    /// <summary>Wall clock.</summary>
    public TimeSpan Sorting { get; private set; }

    /// <summary>Wall clock.</summary>
    public TimeSpan Selection { get; private set; }

    /// <summary>Chooses few points of a tiny made-up channel again and again, so that no noted time holds the compilation of the code. Nothing else is changed.</summary>
    public void WarmUp() => Parallelly(WarmUps, _ =>
    {
        var samples = new SortedSamples([.. Enumerable.Range(-128, 257).Select(i => i / 128f)]);
        samples.Error(selector.Choose(samples, 4, seeds.Random("warm-up")));
    });

    /// <summary>The sum of the squared quantization errors of the normalised values, of each channel.</summary>
    /// <param name="x">N x C x H x W.</param>
    public double[] Fit(string layer, SubsetQuantizer quantizer, torch.Tensor x)
    {
        using var scope = torch.NewDisposeScope();
        var (channels, count, random) = ((int)x.shape[1], (int)quantizer.State["points"].shape[1], seeds.Below(layer));
        var (points, errors) = (new double[channels][], new double[channels]);
        var statistics = quantizer.Measure(x);
        for (var first = 0; first < channels; first += Group)
        {
            var values = Normalised(x, statistics, first, Math.Min(Group, channels - first));
            var (start, sorted) = (first, new SortedSamples[values.Length]);
            Sorting += Parallelly(values.Length, c => sorted[c] = new SortedSamples(values[c]));
            Selection += Parallelly(values.Length, c =>
            {
                points[start + c] = selector.Choose(sorted[c], count, random.Random((start + c).ToString(CultureInfo.InvariantCulture)));
                errors[start + c] = sorted[c].Error(points[start + c]);
            });
            notes.Channels(layer, first, sorted, points);
        }

        quantizer.Fit(points, statistics);
        notes.Layer(layer, x, errors);
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

    private TimeSpan Parallelly(int count, Action<int> work)
    {
        var start = Stopwatch.GetTimestamp();
        Parallel.For(0, count, new ParallelOptions { CancellationToken = cancellation, MaxDegreeOfParallelism = torch.get_num_threads() }, work);
        return Stopwatch.GetElapsedTime(start);
    }
}
