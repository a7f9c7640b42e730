using System.Globalization;
using Research.Framework.Evaluation;
using Research.Framework.Runtime;
using Research.Framework.Weights;

namespace Research.Framework.Experiments;

/// <summary>Stops a run whose full-precision network misses the figure that its weights are known to reach: nothing measured after that would mean anything.</summary>
public static class AnchorGate
{
    private const string Dataset = "Set5";
    private const string Protocol = "whole-image";
    private const double Tolerance = 0.02;
    private const int FullPrecision = 32;

    /// <summary>What is wrong with a full-precision network's figures; null where nothing is, or nothing is known.</summary>
    public static string? Problem(WeightsEntry weights, int scale, EvaluationResult evaluation)
    {
        var metric = weights.Io == WeightsIo.Y ? "psnr:idn-y" : "psnr:y";
        if (evaluation is not { Dataset: Dataset, Protocol: Protocol }
            || !evaluation.Images[0].Metrics.ContainsKey(metric)
            || weights.Anchor?.TryGetValue(scale, out var anchor) is not true)
        {
            return null;
        }

        var reached = evaluation.Mean(metric);
        return reached >= anchor - Tolerance ? null : string.Create(
            CultureInfo.InvariantCulture,
            $"{weights.Id} x{scale} reaches {reached:F3} dB ({metric}) on {Dataset}, but these weights are known to reach {anchor:F3} dB. Check the images with 'research data verify' and the weights with 'research weights verify'.");
    }

    /// <exception cref="AnchorMissedException">More than 0.02 dB under the catalog's anchor.</exception>
    internal static void Check(Measurement measured)
    {
        var network = measured.Cell.Quantize.Network;
        if (measured.Bits is { Weights: FullPrecision, Activations: FullPrecision } && Problem(network.Weights, network.Scale, measured.Evaluation) is { } problem)
        {
            throw new AnchorMissedException($"The run is stopped: {problem}");
        }
    }
}

/// <summary>Ends the whole run, unlike other errors of a cell.</summary>
internal sealed class AnchorMissedException(string message) : ResearchException(message);
