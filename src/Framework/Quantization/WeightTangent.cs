using TorchSharp;

namespace Research.Framework.Quantization;

/// <summary>A quantized weight and how it moves with the number that its quantizer learns.</summary>
/// <param name="Quantized">Without gradients.</param>
/// <param name="Direction">Its derivative by <paramref name="Number"/>, without gradients.</param>
/// <param name="Number">One element.</param>
public sealed record WeightTangent(torch.Tensor Quantized, torch.Tensor Direction, torch.Tensor Number);
