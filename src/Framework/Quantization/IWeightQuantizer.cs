using TorchSharp;

namespace Research.Framework.Quantization;

/// <summary>Quantizes a weight tensor and gives it back as floating point.</summary>
public interface IWeightQuantizer
{
    int Bits { get; }

    /// <param name="weight">[out, in / groups, k, k]; transposed convolutions [in, out, k, k].</param>
    torch.Tensor Quantize(torch.Tensor weight);

    /// <summary>
    /// For one that learns a single number: the derivative by it, with which its gradient costs another convolution forward instead of
    /// the gradient of the whole weight, half as much. Null for all others, and where that does not pay.
    /// </summary>
    WeightTangent? Tangent(torch.Tensor weight) => null;

    IReadOnlyDictionary<string, torch.Tensor> State { get; }
}
