using TorchSharp;

namespace Research.Framework.Quantization;

/// <summary>The smallest and largest value ever seen.</summary>
public sealed class MinMaxRange : IRangeEstimator
{
    private ValueRange? _range;

    public void Observe(torch.Tensor x)
    {
        var now = ValueRange.Of(x);
        _range = _range is { } known ? new ValueRange(Math.Min(known.Low, now.Low), Math.Max(known.High, now.High)) : now;
    }

    public ValueRange Estimate(int bits) => _range ?? throw new InvalidOperationException("nothing was observed: calibrate first");
}
