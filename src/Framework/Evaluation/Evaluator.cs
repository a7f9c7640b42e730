using System.Diagnostics;
using Research.Framework.Data;
using Research.Framework.Metrics;
using Research.Framework.Quantization;
using Research.Framework.Runtime;
using TorchSharp;

namespace Research.Framework.Evaluation;

/// <summary>Measures a network on a data set. While one image passes through the network, the next is read and the previous one measured.</summary>
public sealed class Evaluator(IProtocol protocol, IReadOnlyList<IMetric> metrics)
{
    /// <summary>Called with every SR image, for those who save them; on the thread that measures.</summary>
    public Action<string, RgbImage>? OnImage { get; init; }

    /// <summary>Told after every image how many of how many are done.</summary>
    public IProgress<(int Done, int Total)>? Progress { get; init; }

    /// <summary>Whether results tell of every pass, see <see cref="ImageResult.Tiles"/>.</summary>
    public bool Tiles { get; init; }

    /// <exception cref="ResearchException">The set has no HR, or an image cannot be read.</exception>
    public EvaluationResult Run(QuantizedNetwork network, ImageDataset dataset, CancellationToken cancellation)
    {
        var graph = network.Network.Graph;
        var ids = dataset.ImageIds;
        Task<PreparedImage> Read(int i) => Task.Run(() => PreparedImage.Read(dataset, ids[i], graph.Scale, graph.ImageChannels), cancellation);

        var results = new ImageResult[ids.Count];
        var reading = Read(0);
        var measuring = Task.CompletedTask;
        try
        {
            for (var i = 0; i < ids.Count; i++)
            {
                cancellation.ThrowIfCancellationRequested();
                var image = reading.GetAwaiter().GetResult();
                if (i + 1 < ids.Count)
                {
                    reading = Read(i + 1);
                }

                var (output, seconds) = Forward(network, image, cancellation);
                NativeMemory.TrimIfLarge();
                measuring.GetAwaiter().GetResult();
                var index = i;
                measuring = Task.Run(
                    () =>
                    {
                        results[index] = Measure(network, image, output, seconds);
                        Progress?.Report((index + 1, ids.Count));
                    },
                    cancellation);
            }

            measuring.GetAwaiter().GetResult();
        }
        finally
        {
            // After a failure or an interrupt, nothing may still read or measure when the caller goes on.
            Task.WaitAny([reading], CancellationToken.None);
            Task.WaitAny([measuring], CancellationToken.None);
        }

        return new EvaluationResult(dataset.Name, dataset.ContentHash(graph.Scale), protocol.Name, results);
    }

    private static double Compute(IMetric metric, MeasuredImage measured, string image)
    {
        try
        {
            return metric.Compute(measured);
        }
        catch (ResearchException problem)
        {
            throw new ResearchException($"Image '{image}', {metric.Info.Id}: {problem.Message}", problem);
        }
    }

    private (ProtocolResult Output, double Seconds) Forward(QuantizedNetwork network, PreparedImage image, CancellationToken cancellation)
    {
        using var scope = torch.NewDisposeScope();
        var lr = image.LrTensor();
        var start = Stopwatch.GetTimestamp();
        var output = protocol.Run(network, lr, cancellation);
        return (output, Stopwatch.GetElapsedTime(start).TotalSeconds);
    }

    private ImageResult Measure(QuantizedNetwork network, PreparedImage image, ProtocolResult output, double seconds)
    {
        var graph = network.Network.Graph;
        var (width, height) = (image.Hr.Width, image.Hr.Height);
        MetricImage sr;
        if (graph.ImageChannels == 1)
        {
            sr = MetricImage.FromLuma(width, height, Array.ConvertAll(output.Samples, sample => (double)sample));
            OnImage?.Invoke(image.Id, new RgbImage(width, height, [.. output.Samples.SelectMany(sample => Enumerable.Repeat(sample, 3))]));
        }
        else
        {
            var rgb = new RgbImage(width, height, output.Samples);
            sr = MetricImage.FromRgb(rgb);
            OnImage?.Invoke(image.Id, rgb);
        }

        var measured = new MeasuredImage(sr, image.Hr, graph.Scale, network, output.Passes);
        var values = metrics.ToDictionary(metric => metric.Info.Id, metric => Compute(metric, measured, image.Id), StringComparer.Ordinal);
        return new ImageResult(image.Id, image.LrWidth, image.LrHeight, values, measured.FeatureAverageBits, seconds)
        {
            Tiles = !Tiles ? null : network.Edges.Any(edge => edge is { Counted: true, Candidates.Length: > 1 }) ? [.. output.Passes.Select(pass => TileResult.Of(pass, image.Lr))] : [],
        };
    }
}
