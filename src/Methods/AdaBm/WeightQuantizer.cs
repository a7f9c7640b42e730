using Research.Framework.Quantization;
using Research.Framework.Runtime;
using TorchSharp;
using TorchSharp.Modules;

namespace Research.Methods.AdaBm;

/// <summary>Quantizes a weight to 2^b levels from -U to U, U learnable: <see cref="LearnedRanges.Symmetric"/>.</summary>
internal sealed class WeightQuantizer(torch.ScalarType dtype, int bits) : IWeightQuantizer
{
    public int Bits => bits;

    /// <summary>U.</summary>
    internal Parameter Limit { get; } = new(torch.tensor(0.0, dtype).DetachFromDisposeScope());

    public IReadOnlyDictionary<string, torch.Tensor> State => new Dictionary<string, torch.Tensor>(StringComparer.Ordinal) { ["limit"] = Limit };

    public torch.Tensor Quantize(torch.Tensor weight) => LearnedRanges.Symmetric(weight, Limit, bits);

    /// <remarks>d w_q / d U = (w_q - w) / U inside, 1 above, -1 below.</remarks>
    public WeightTangent? Tangent(torch.Tensor weight)
    {
        if (!Limit.requires_grad || weight.dtype != torch.ScalarType.Float32)
        {
            return null;
        }

        using var mode = torch.no_grad();
        using var scope = torch.NewDisposeScope();
        var quantized = Quantize(weight);
        var direction = torch.where(weight.abs() <= Limit, (quantized - weight) / Limit, weight.sign());
        return new WeightTangent(quantized.MoveToOuterDisposeScope(), direction.MoveToOuterDisposeScope(), Limit);
    }

    /// <summary>Takes the limit with the smallest error.</summary>
    /// <param name="searched">Bits to search for: those of the run, also where the layer has 8 (released code).</param>
    internal void Fit(torch.Tensor weight, int searched, LimitStart start)
    {
        using var mode = torch.no_grad();
        Limit.fill_(Scalars.Of(RangeSearch.Symmetric(weight, searched, start).Limit));
    }
}
