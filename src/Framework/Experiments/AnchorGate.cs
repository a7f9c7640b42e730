using System.Globalization;
using Research.Framework.Runtime;
using Research.Framework.Weights;

namespace Research.Framework.Experiments;

/// <summary>Stops a run whose full-precision network misses the figure that its weights are known to reach: nothing measured after that would mean anything.</summary>
internal static class AnchorGate
{
    private const string Dataset = "Set5";
    private const string Protocol = "whole-image";
    private const double Tolerance = 0.02;
    private const int FullPrecision = 32;

    /// <exception cref="AnchorMissedException">More than 0.02 dB under the catalog's anchor.</exception>
    public static void Check(Measurement measured)
    {
        var network = measured.Cell.Quantize.Network;
        var metric = network.Weights.Io == WeightsIo.Y ? "psnr:idn-y" : "psnr:y";
        if (measured.Bits is not { Weights: FullPrecision, Activations: FullPrecision }
            || measured.Evaluation is not { Dataset: Dataset, Protocol: Protocol }
            || !measured.Evaluation.Images[0].Metrics.ContainsKey(metric)
            || network.Weights.Anchor?.TryGetValue(network.Scale, out var anchor) is not true)
        {
            return;
        }

        var reached = measured.Evaluation.Mean(metric);
        if (!(reached >= anchor - Tolerance))
        {
            throw new AnchorMissedException(string.Create(
                CultureInfo.InvariantCulture,
                $"{measured.Cell.Quantize.Label} reaches {reached:F3} dB ({metric}) on {Dataset}, but these weights are known to reach {anchor:F3} dB: the run is stopped. Check the images with 'research data verify' and the weights with 'research weights verify'."));
        }
    }
}

/// <summary>Ends the whole run, unlike other errors of a cell.</summary>
internal sealed class AnchorMissedException(string message) : ResearchException(message);
