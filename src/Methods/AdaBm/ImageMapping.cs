using Research.Framework.Quantization;
using Research.Framework.Runtime;
using TorchSharp;
using TorchSharp.Modules;

namespace Research.Methods.AdaBm;

/// <summary>Bits that an image adds to all layers: -1 below the lower threshold of its complexity, +1 above the upper one, else 0.</summary>
/// <remarks>Backward as tanh(z), z = 2 (c - (l + u) / 2) / (u - l) (released code).</remarks>
internal sealed class ImageMapping(torch.ScalarType dtype)
{
    private const double Narrowest = 1e-6;

    /// <summary>l.</summary>
    internal Parameter Lower { get; } = new(torch.tensor(0.0, dtype).DetachFromDisposeScope());

    /// <summary>u.</summary>
    internal Parameter Upper { get; } = new(torch.tensor(0.0, dtype).DetachFromDisposeScope());

    internal ValueRange Thresholds => new(Lower.to_type(torch.ScalarType.Float64).item<double>(), Upper.to_type(torch.ScalarType.Float64).item<double>());

    internal void Set(ValueRange thresholds)
    {
        using var mode = torch.no_grad();
        Lower.fill_(Scalars.Of(thresholds.Low));
        Upper.fill_(Scalars.Of(thresholds.High));
    }

    /// <param name="complexity_N">c.</param>
    /// <returns>The bits, exact, with the surrogate's gradient; of length N.</returns>
    internal torch.Tensor Factor(torch.Tensor complexity_N)
    {
        using var scope = torch.NewDisposeScope();
        var hard = (complexity_N.gt(Upper).to_type(dtype) - complexity_N.lt(Lower).to_type(dtype)).detach();
        if (!torch.is_grad_enabled())
        {
            return hard.MoveToOuterDisposeScope();
        }

        var z = complexity_N.sub((Lower + Upper).div(Scalars.Of(2))).mul(Scalars.Of(2)) / (Upper - Lower).clamp_min(Scalars.Of(Narrowest));
        var soft = z.tanh();
        return (hard + (soft - soft.detach())).MoveToOuterDisposeScope();
    }
}
