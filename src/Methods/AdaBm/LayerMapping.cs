using Research.Framework.Runtime;
using TorchSharp;
using TorchSharp.Modules;

namespace Research.Methods.AdaBm;

/// <summary>Bits that a layer adds for all images: its scalar m, rounded. m starts at -1 in the least sensitive layers, at +1 in the most sensitive ones, else at 0.</summary>
/// <remarks>round(clip(m, -1, 1)), half to even; backward as tanh(m) (released code).</remarks>
internal sealed class LayerMapping(torch.ScalarType dtype)
{
    /// <summary>m.</summary>
    internal Parameter Measure { get; } = new(torch.tensor(0.0, dtype).DetachFromDisposeScope());

    internal int Bits => (int)Math.Round(Math.Clamp(Measure.to_type(torch.ScalarType.Float64).item<double>(), -1, 1), MidpointRounding.ToEven);

    internal void Set(double measure)
    {
        using var mode = torch.no_grad();
        Measure.fill_(Scalars.Of(measure));
    }

    /// <summary>The bits, exact, with the surrogate's gradient; a scalar.</summary>
    internal torch.Tensor Factor()
    {
        using var scope = torch.NewDisposeScope();
        var hard = Measure.detach().clamp(Scalars.Of(-1), Scalars.Of(1)).round();
        if (!torch.is_grad_enabled())
        {
            return hard.MoveToOuterDisposeScope();
        }

        var soft = Measure.tanh();
        return (hard + (soft - soft.detach())).MoveToOuterDisposeScope();
    }

    /// <summary>-1 below the 30 % quantile of the layers' sensitivities, +1 above the 70 % quantile, else 0.</summary>
    /// <param name="quantile">Of the sensitivities, with linear interpolation.</param>
    internal static int Start(double sensitivity, Func<double, double> quantile) =>
        sensitivity < quantile(0.3) ? -1 : sensitivity > quantile(0.7) ? 1 : 0;
}
