using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Research.Framework.Data;
using Research.Framework.Execution;
using Research.Framework.Graph;
using Research.Framework.Methods;
using Research.Framework.Quantization;
using Research.Framework.Runtime;
using Research.Methods.Cfqp.Figures;

namespace Research.Methods.Cfqp;

/// <summary>
/// Clip-free quantization: INT8 post-training quantization of the whole network without its terminal clip, calibrated on
/// representative images that full-precision outputs alone have tamed, so that the output's 8-bit range is [0, 255] by itself.
/// </summary>
public sealed class CfqpMethod : IQuantizationMethod
{
    internal const string Id = "cfqp";

    private const int Removals = 10;

    private readonly ConcurrentDictionary<string, IReadOnlyDictionary<string, ValueRange>> _ranges = new(StringComparer.Ordinal);

    public MethodInfo Info { get; } = new(
        Id, 1, "CFQP",
        "A. Kalay, B. B. Bilecen, M. Ayazoglu: Towards Clip-Free Quantized Super-Resolution Networks: How to Tame Representative Images, BMVC 2023, arXiv 2308.11365",
        typeof(CfqpOptions))
    {
        NeedsCalibration = true,
        Engine = IntegerEngine.EngineName,
        Figures = [new SingleImagePolarFigure(), new SingleImageUnrolledFigure(), new OutputRangesFigure(), new NumberOfImagesFigure()],
    };

    public QuantizedNetwork Place(SrNetwork network, object options)
    {
        var chosen = Info.Checked<CfqpOptions>(options);
        var plan = PlanOf(network.Graph, chosen);
        var engine = new IntegerEngine(chosen.Reading, chosen.Multiplier);
        if (plan.Graph == network.Graph)
        {
            return IntegerQuantization.Place(plan, network, chosen.PerChannel, engine);
        }

        var rewired = network.With(plan.Graph);
        network.Dispose();
        return IntegerQuantization.Place(plan, rewired, chosen.PerChannel, engine);
    }

    public QuantizedNetwork Quantize(QuantizationRequest request, CancellationToken cancellation)
    {
        var options = Info.Checked<CfqpOptions>(request.Options);
        var images = RepresentativeImages.Of(request, options, cancellation);
        var plan = PlanOf(request.Network.Graph, options);
        using var bare = new ProbedNetwork(request.Network, TerminalClip.Removed(request.Network.Graph), options.Precision, _ranges);
        using var network = new ProbedNetwork(request.Network, plan.Graph, options.Precision, _ranges);

        var conditioned = Timed(request, "conditioning", bare, () => Condition(bare, images, options, request.Progress, cancellation));
        var used = Usable(conditioned, options);
        var ranges = Timed(request, "calibration", network, () => used.ConvertAll(image => network.Ranges(image.Image, cancellation)));
        var output = new OutputRange(plan, options);
        var chosen = Choose(plan, ranges, options).ToList();
        var fitted = Accept(output, ranges, chosen, options);
        ImageNotes.Write(request, options, conditioned, chosen.Select(i => used[i].Id).ToHashSet(StringComparer.Ordinal));
        if (options.K > 0)
        {
            ImageNotes.WriteCoverage(request, InnerTensors(plan), CoverageSelection.Coverage(ranges, chosen, InnerTensors(plan)));
        }

        var quantized = Place(request.Network, options);
        try
        {
            IntegerQuantization.Fit(quantized, fitted);
            OutputHealth.Write(request, quantized, bare, [.. images.Select(image => image.Image)], output.Of(fitted), output.IsAccepted(fitted), cancellation);
            return quantized;
        }
        catch
        {
            quantized.Dispose();
            throw;
        }
    }

    private static IntegerPlan PlanOf(NetworkGraph graph, CfqpOptions options) => IntegerPlan.Of(options.Graph switch
    {
        OutputGraph.Clipped => TerminalClip.Added(graph),
        OutputGraph.Folded => TerminalClip.Folded(graph),
        _ => TerminalClip.Removed(graph),
    });

    /// <summary>Notes no time where every range was remembered: nothing was run.</summary>
    private static T Timed<T>(QuantizationRequest request, string phase, ProbedNetwork network, Func<T> work)
    {
        var (start, passes) = (Stopwatch.GetTimestamp(), network.Passes);
        var result = work();
        if (network.Passes > passes)
        {
            request.Time(phase, Stopwatch.GetElapsedTime(start).TotalSeconds);
        }

        return result;
    }

    private static List<ConditionedImage> Condition(
        ProbedNetwork bare, IReadOnlyList<(string Id, RgbImage Image)> images, CfqpOptions options, IProgress<MethodProgress>? progress, CancellationToken cancellation)
    {
        var conditioner = new ImageConditioner(image => bare.Output(image, cancellation), options);
        var conditioned = new List<ConditionedImage>();
        foreach (var (id, image) in images)
        {
            cancellation.ThrowIfCancellationRequested();
            conditioned.Add(conditioner.Condition(id, image));
            progress?.Report(new MethodProgress("conditioning", conditioned.Count, images.Count));
        }

        return conditioned;
    }

    /// <summary>Those that are what was asked for and not changed beyond recognition; a single image always.</summary>
    private static List<ConditionedImage> Usable(List<ConditionedImage> images, CfqpOptions options)
    {
        var usable = images.Where(image => images.Count == 1 || ImageNotes.IsUsed(image, options)).ToList();
        return usable.Count > 0 ? usable : throw new ResearchException(
            $"Method 'cfqp': none of the {images.Count} representative images can be used: {images.Count(image => !image.Converged)} did not come to conditioning={options.Conditioning.ToString().ToLowerInvariant()}, the others need |a - 1| beyond max_change={options.MaxChange.ToString(CultureInfo.InvariantCulture)}. Try other images, or a larger crop.");
    }

    private static IReadOnlyList<string> InnerTensors(IntegerPlan plan) => [.. plan.Values.Where(value => value != plan.Graph.Input && value != plan.Graph.Output).Select(value => value.Name)];

    private static IReadOnlyList<int> Choose(IntegerPlan plan, List<IReadOnlyDictionary<string, ValueRange>> ranges, CfqpOptions options) => options.K == 0
        ? [.. Enumerable.Range(0, ranges.Count)]
        : CoverageSelection.Select(ranges, InnerTensors(plan), options.K, options.Coverage);

    /// <summary>Takes away the images that set the output's extremes until its range is the clip.</summary>
    private static IReadOnlyDictionary<string, ValueRange> Accept(OutputRange output, List<IReadOnlyDictionary<string, ValueRange>> ranges, List<int> chosen, CfqpOptions options)
    {
        var fitted = output.Tie([.. chosen.Select(i => ranges[i])]);
        if (options.Conditioning != Conditioning.Tame || options.Graph != OutputGraph.ClipFree || chosen.Count == 1)
        {
            return fitted;
        }

        for (var removed = 0; !output.IsAccepted(fitted); removed++)
        {
            if (removed == Removals || chosen.Count == 1)
            {
                var grid = output.Of(fitted);
                throw new ResearchException(string.Create(
                    CultureInfo.InvariantCulture,
                    $"Method 'cfqp': the output has {grid.Scale:F4} grey levels a code and zero point {grid.ZeroPoint} although the representative images were tamed; 1 and -128 are wanted. Try others, or set pin_output."));
            }

            chosen.Remove(chosen.MaxBy(i => output.Overshoot(ranges[i])));
            fitted = output.Tie([.. chosen.Select(i => ranges[i])]);
        }

        return fitted;
    }
}
