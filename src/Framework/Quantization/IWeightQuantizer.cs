using TorchSharp;

namespace Research.Framework.Quantization;

/// <summary>Quantizes a weight tensor and gives it back as floating point.</summary>
public interface IWeightQuantizer
{
    int Bits { get; }

    /// <param name="weight">[out, in / groups, k, k]; transposed convolutions [in, out, k, k].</param>
    torch.Tensor Quantize(torch.Tensor weight);

    IReadOnlyDictionary<string, torch.Tensor> State { get; }
}
