using TorchSharp;

namespace Research.Framework.Quantization;

/// <summary>Uniform asymmetric activation quantizer with a zero level, one range for the whole tensor.</summary>
/// <remarks>See <see cref="AffineGrid"/>; the range is widened to contain 0.</remarks>
public sealed class AffineQuantizer : IQuantizer
{
    private readonly torch.Tensor _range = torch.tensor([double.NaN, double.NaN]).DetachFromDisposeScope();

    public AffineQuantizer(IRangeEstimator estimator)
    {
        Estimator = estimator;
        State = new Dictionary<string, torch.Tensor>(StringComparer.Ordinal) { ["range"] = _range };
    }

    public IRangeEstimator Estimator { get; }

    public IReadOnlyDictionary<string, torch.Tensor> State { get; }

    public void Observe(torch.Tensor x) => Estimator.Observe(x);

    /// <summary>Ends the calibration: takes the range from the estimator.</summary>
    public void Fit(int bits)
    {
        var range = Estimator.Estimate(bits).WithZero;
        (_range[0], _range[1]) = (torch.tensor(range.Low, torch.float64), torch.tensor(range.High, torch.float64));
    }

    public torch.Tensor Quantize(torch.Tensor x, BitDecision bits, ForwardContext context)
    {
        var range = new ValueRange(_range[0].item<double>(), _range[1].item<double>());
        if (double.IsNaN(range.Low))
        {
            throw new InvalidOperationException("the quantizer has no range yet: calibrate it or load its state");
        }

        var grid = AffineGrid.Of(range, bits.PerSample[0]);
        return grid.Step > 0 ? ElementPass.Run(new AffineKernel(grid), x) : torch.zeros_like(x);
    }
}
