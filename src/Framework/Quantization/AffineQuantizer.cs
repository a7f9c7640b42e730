using TorchSharp;

namespace Research.Framework.Quantization;

/// <summary>Uniform asymmetric activation quantizer with a zero point, one range for the whole tensor.</summary>
/// <remarks>
/// s = (hi - lo) / (2^b - 1), z = round(-lo / s), x_q = (clamp(round(x / s) + z, 0, 2^b - 1) - z) s; round half to even.
/// A range without width quantizes to 0.
/// </remarks>
public sealed class AffineQuantizer : IQuantizer
{
    private readonly IRangeEstimator _estimator;
    private readonly torch.Tensor _range = torch.tensor([double.NaN, double.NaN]).DetachFromDisposeScope();

    public AffineQuantizer(IRangeEstimator estimator)
    {
        _estimator = estimator;
        State = new Dictionary<string, torch.Tensor>(StringComparer.Ordinal) { ["range"] = _range };
    }

    public IReadOnlyDictionary<string, torch.Tensor> State { get; }

    public void Observe(torch.Tensor x) => _estimator.Observe(x);

    /// <summary>Ends the calibration: takes the range from the estimator.</summary>
    public void Fit(int bits)
    {
        var range = _estimator.Estimate(bits);
        (_range[0], _range[1]) = (torch.tensor(range.Low, torch.float64), torch.tensor(range.High, torch.float64));
    }

    public torch.Tensor Quantize(torch.Tensor x, BitDecision bits, ForwardContext context)
    {
        var (low, high) = (_range[0].item<double>(), _range[1].item<double>());
        if (double.IsNaN(low))
        {
            throw new InvalidOperationException("the quantizer has no range yet: calibrate it or load its state");
        }

        double levels = (1 << bits.PerSample[0]) - 1;
        var step = (high - low) / levels;
        if (step <= 0)
        {
            return torch.zeros_like(x);
        }

        var zero = Math.Round(-low / step, MidpointRounding.ToEven);
        return x.div(step).round_().add_(zero).clamp_(0, levels).sub_(zero).mul_(step);
    }
}
