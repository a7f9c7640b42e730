using Research.Framework.Runtime;
using TorchSharp;

namespace Research.Framework.Quantization;

/// <summary>Uniform activation quantizer with fixed ranges, one for the whole tensor or one per channel; the bits may differ from sample to sample.</summary>
/// <remarks>
/// Levels as <see cref="UniformGrid"/> says; a range is widened to what the grid can represent. The gradient of
/// <c>x</c> is 1 where the value is not clipped, that is where its rounded code lies among the levels' codes, else 0.
/// </remarks>
public sealed class AffineQuantizer : IQuantizer
{
    private readonly IReadOnlyList<IRangeEstimator> _estimators;
    private readonly UniformGrid _grid;
    private readonly torch.Tensor _range;

    /// <summary>One range for the whole tensor.</summary>
    public AffineQuantizer(IRangeEstimator estimator, UniformGrid grid = UniformGrid.Affine)
        : this([estimator], grid, [2])
    {
    }

    /// <summary>One range per channel.</summary>
    /// <param name="estimators">One per channel, in order.</param>
    public AffineQuantizer(IReadOnlyList<IRangeEstimator> estimators, UniformGrid grid = UniformGrid.Affine)
        : this(estimators, grid, [2, estimators.Count])
    {
    }

    private AffineQuantizer(IReadOnlyList<IRangeEstimator> estimators, UniformGrid grid, long[] shape)
    {
        (_estimators, _grid) = (estimators, grid);
        _range = torch.full(shape, Scalars.Of(double.NaN), torch.float64).DetachFromDisposeScope();
        State = new Dictionary<string, torch.Tensor>(StringComparer.Ordinal) { ["range"] = _range };
    }

    public string Kind => _grid == UniformGrid.Affine ? nameof(AffineQuantizer) : $"{nameof(AffineQuantizer)}({_grid})";

    public bool KeepsSamplesApart => true;

    /// <summary>How often it wants to see the calibration data.</summary>
    public int Passes => _estimators.Max(estimator => estimator.Passes);

    /// <summary><c>range</c>: lower and upper ends, [2] or [2, C]; NaN before <see cref="Fit(int)"/>.</summary>
    public IReadOnlyDictionary<string, torch.Tensor> State { get; }

    /// <summary>The range of a whole tensor on the affine grid; null before <see cref="Fit(int)"/>, and for other quantizers.</summary>
    internal ValueRange? WholeRange => _grid == UniformGrid.Affine && !PerChannel && _range.data<double>().ToArray() is [var low, var high] && !double.IsNaN(low) ? new ValueRange(low, high) : null;

    private bool PerChannel => _range.dim() > 1;

    public void Observe(torch.Tensor x)
    {
        using var scope = torch.NewDisposeScope();
        for (var i = 0; i < _estimators.Count; i++)
        {
            _estimators[i].Observe(PerChannel ? x.select(1, i).contiguous() : x);
        }
    }

    /// <summary>The calibration data have been shown once more.</summary>
    public void EndPass()
    {
        foreach (var estimator in _estimators)
        {
            estimator.EndPass();
        }
    }

    /// <summary>Ends the calibration: takes the ranges from the estimators.</summary>
    public void Fit(int bits)
    {
        using var scope = torch.NewDisposeScope();
        var ranges = _estimators.Select(estimator => _grid.Widen(estimator.Estimate(bits))).ToList();
        _range.copy_(torch.tensor([.. ranges.Select(range => range.Low), .. ranges.Select(range => range.High)], torch.float64).view(_range.shape));
    }

    /// <summary>Ends a calibration that was made elsewhere.</summary>
    public void Fit(ValueRange range)
    {
        using var scope = torch.NewDisposeScope();
        var widened = _grid.Widen(range);
        _range.copy_(torch.tensor([.. _estimators.Select(_ => widened.Low), .. _estimators.Select(_ => widened.High)], torch.float64).view(_range.shape));
    }

    public torch.Tensor Quantize(torch.Tensor x, BitDecision bits, ForwardContext context)
    {
        var ends = _range.data<double>().ToArray();
        if (ends.Any(double.IsNaN))
        {
            throw new InvalidOperationException("the quantizer has no range yet: calibrate it or load its state");
        }

        var ranges = Enumerable.Range(0, ends.Length / 2).Select(c => new ValueRange(ends[c], ends[c + (ends.Length / 2)])).ToList();
        IReadOnlyList<int> perSample = bits.PerSample.Distinct().Count() == 1 ? [bits.PerSample[0]] : bits.PerSample;
        if (_grid == UniformGrid.Interval)
        {
            return Interval(x, ranges, perSample);
        }

        if (PerChannel || perSample.Count > 1)
        {
            return Differing(x, ranges, perSample);
        }

        var grid = _grid.Levels(ranges[0], perSample[0]);
        return grid.Step > 0 ? ElementPass.Run(new AffineKernel(grid), x) : torch.zeros_like(x);
    }

    private static torch.Tensor Interval(torch.Tensor x, List<ValueRange> ranges, IReadOnlyList<int> bits)
    {
        using var scope = torch.NewDisposeScope();
        torch.Tensor Ends(Func<ValueRange, double> end) => torch.tensor([.. ranges.Select(end)], torch.float64).view(1, -1, 1, 1).to(x.device).to_type(x.dtype);
        return LearnedRanges.Interval(x, Ends(range => range.Low), Ends(range => range.High), torch.tensor([.. bits.Select(b => (double)b)], torch.float64).to(x.device).to_type(x.dtype))
            .MoveToOuterDisposeScope();
    }

    /// <summary>A grid per sample and channel; one without width has its only level at 0.</summary>
    private torch.Tensor Differing(torch.Tensor x, List<ValueRange> ranges, IReadOnlyList<int> bits)
    {
        using var scope = torch.NewDisposeScope();
        var grids = bits.SelectMany(b => ranges.Select(range => _grid.Levels(range, b))).Select(grid => grid.Step > 0 ? grid : new AffineGrid(1, 0, 0)).ToList();
        torch.Tensor Values(Func<AffineGrid, double> value) =>
            torch.tensor([.. grids.Select(value)], torch.float64).view(bits.Count, ranges.Count, 1, 1).to(x.device).to_type(x.dtype);
        torch.Tensor[] parameters = [Values(grid => grid.Step), Values(grid => grid.Zero), Values(grid => grid.Levels)];
        return ChannelPass.Run(x, parameters, values => new AffineChannelKernel(values[0], values[1], values[2]), () => AffineChannelKernel.Operations(x, parameters))
            .MoveToOuterDisposeScope();
    }
}
