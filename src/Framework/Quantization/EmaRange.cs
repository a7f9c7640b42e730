using TorchSharp;

namespace Research.Framework.Quantization;

/// <summary>Moving average of each tensor's smallest and largest value, or of two of its quantiles.</summary>
/// <remarks>The first tensor sets; then l = beta l + (1 - beta) min, u = beta u + (1 - beta) max (AdaBM, calibration; its percentile variant has the 1 % and 99 % quantiles instead).</remarks>
/// <param name="beta">Decay.</param>
/// <param name="percent">P in 50..100: from the (100 - P) % to the P % quantile of the tensor.</param>
public sealed class EmaRange(double beta = 0.9, double percent = 100) : IRangeEstimator
{
    private ValueRange? _range;

    public void Observe(torch.Tensor x)
    {
        var now = ValueRange.Of(x, percent);
        _range = _range is { } known
            ? new ValueRange((beta * known.Low) + ((1 - beta) * now.Low), (beta * known.High) + ((1 - beta) * now.High))
            : now;
    }

    public ValueRange Estimate(int bits) => _range ?? throw new InvalidOperationException("nothing was observed: calibrate first");
}
