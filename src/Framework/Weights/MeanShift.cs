using System.Globalization;
using Research.Framework.Runtime;
using TorchSharp;

namespace Research.Framework.Weights;

/// <summary>
/// The two 1x1 convolutions by which EDSR's family subtracts and adds DIV2K's mean colour, as they must be in a file:
/// identity weights, biases -/+ g * (0.4488, 0.4371, 0.4040).
/// </summary>
/// <param name="Subtract">Module name, e.g. <c>sub_mean</c> or <c>sub_mean.shifter</c>.</param>
/// <param name="Add">Module name, e.g. <c>add_mean</c>.</param>
/// <param name="PixelRange">g: 255 or 1.</param>
public sealed record MeanShift(string Subtract, string Add, double PixelRange)
{
    /// <summary>DIV2K's mean colour R, G, B in 0..1.</summary>
    public static IReadOnlyList<double> Mean { get; } = [0.4488, 0.4371, 0.4040];

    private const double RelativeTolerance = 1e-3;

    /// <summary>Checks those of the tensors that are there.</summary>
    /// <exception cref="ResearchException">Another mean, another pixel range, or a weight that is not the identity.</exception>
    public void Check(string path, IReadOnlyDictionary<string, torch.Tensor> tensors)
    {
        CheckModule(path, tensors, Subtract, -1);
        CheckModule(path, tensors, Add, 1);
    }

    private void CheckModule(string path, IReadOnlyDictionary<string, torch.Tensor> tensors, string module, int sign)
    {
        if (tensors.TryGetValue($"{module}.weight", out var weight))
        {
            var values = weight.data<float>().ToArray();
            var identity = values.Length == 9 && Enumerable.Range(0, 9).All(i => values[i] == (i % 4 == 0 ? 1f : 0f));
            if (!identity)
            {
                throw new ResearchException($"{path}: '{module}.weight' is not the 3x3 identity, so this is not the mean shift that the network takes it for.");
            }
        }

        if (tensors.TryGetValue($"{module}.bias", out var bias))
        {
            var values = bias.data<float>().ToArray();
            var range = values.Length == 3 ? values.Select((value, c) => sign * value / Mean[c]).ToArray() : [];
            if (range.Length == 0 || range.Any(g => !(Math.Abs((g / PixelRange) - 1) <= RelativeTolerance)))
            {
                var found = string.Join(", ", range.Select(g => g.ToString("0.###", CultureInfo.InvariantCulture)));
                throw new ResearchException(string.Create(CultureInfo.InvariantCulture,
                    $"{path}: '{module}.bias' says that pixels go from 0 to ({found}), by channel; the network was asked for with pixel range {PixelRange}."));
            }
        }
    }
}
