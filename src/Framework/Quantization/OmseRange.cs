using TorchSharp;

namespace Research.Framework.Quantization;

/// <summary>The shrunken range with the smallest mean squared error at the bits in question.</summary>
/// <remarks>
/// The first pass finds the range, widened to what the grid can represent; the second counts the values in 8192 equal bins of it, whose centres
/// stand for them (a step of 8 bits is 32 bins wide). 90 candidates, see <see cref="ShrinkSearch"/>.
/// </remarks>
/// <param name="grid">The levels that the range is for.</param>
public sealed class OmseRange(UniformGrid grid = UniformGrid.Affine) : IRangeEstimator
{
    private const int Steps = 90;
    private readonly MinMaxRange _whole = new();
    private readonly long[] _counts = new long[8192];
    private ValueRange? _range;

    public int Passes => 2;

    public void Observe(torch.Tensor x)
    {
        if (_range is null)
        {
            _whole.Observe(x);
        }
        else if (BinWidth > 0)
        {
            TensorValues.Visit(x, Count);
        }
    }

    public void EndPass() => _range ??= grid.Widen(_whole.Estimate(bits: 0));

    public ValueRange Estimate(int bits)
    {
        var range = _range ?? throw new InvalidOperationException("nothing was observed: calibrate in two passes first");
        return BinWidth > 0 ? ShrinkSearch.Best(range, Steps, candidate => Error(grid.Quantizer(candidate, bits))).Range : range;
    }

    private double BinWidth => (_range!.Value.High - _range.Value.Low) / _counts.Length;

    private void Count(ReadOnlySpan<float> values)
    {
        var (low, perBin) = (_range!.Value.Low, 1 / BinWidth);
        foreach (var value in values)
        {
            _counts[Math.Clamp((int)((value - low) * perBin), 0, _counts.Length - 1)]++;
        }
    }

    private double Error(Func<double, double> quantize)
    {
        var (sum, low, width) = (0.0, _range!.Value.Low, BinWidth);
        for (var bin = 0; bin < _counts.Length; bin++)
        {
            var centre = low + ((bin + 0.5) * width);
            var error = centre - quantize(centre);
            sum += _counts[bin] * error * error;
        }

        return sum;
    }
}
