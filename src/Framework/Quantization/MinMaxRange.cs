using TorchSharp;

namespace Research.Framework.Quantization;

/// <summary>The smallest and largest value ever seen, widened to contain 0.</summary>
public sealed class MinMaxRange : IRangeEstimator
{
    private double _low;
    private double _high;
    private bool _seen;

    public void Observe(torch.Tensor x)
    {
        using var scope = torch.NewDisposeScope();
        var (low, high) = (x.min().to_type(torch.ScalarType.Float64).item<double>(), x.max().to_type(torch.ScalarType.Float64).item<double>());
        if (!double.IsFinite(low) || !double.IsFinite(high))
        {
            throw new Runtime.ResearchException("An activation is not finite during calibration: the weights or the calibration images are damaged.");
        }

        (_low, _high, _seen) = (Math.Min(_low, low), Math.Max(_high, high), true);
    }

    public ValueRange Estimate(int bits) =>
        _seen ? new ValueRange(_low, _high) : throw new InvalidOperationException("nothing was observed: calibrate first");
}
