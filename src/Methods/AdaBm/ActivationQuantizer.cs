using System.Diagnostics;
using Research.Framework.Quantization;
using Research.Framework.Runtime;
using TorchSharp;
using TorchSharp.Modules;

namespace Research.Methods.AdaBm;

/// <summary>Quantizes a convolution's input to 2^b levels from l to u, both learnable: <see cref="LearnedRanges.Interval"/>.</summary>
/// <param name="bitsOfLayer">Base bits and the layer's, for the clipping; null: no clipping (8-bit layers).</param>
internal sealed class ActivationQuantizer(torch.ScalarType dtype, RangeStart range, Func<int>? bitsOfLayer) : IQuantizer
{
    private const double Decay = 0.9;
    private const double Percent = 99;

    private readonly EmaRange _range = new(Decay, range == RangeStart.Percentile ? Percent : 100);
    private readonly torch.Tensor _toClip = torch.tensor(0L).DetachFromDisposeScope();
    private readonly List<double> _deviations = [];

    /// <summary>l.</summary>
    internal Parameter Lower { get; } = new(torch.tensor(0.0, dtype).DetachFromDisposeScope());

    /// <summary>u.</summary>
    internal Parameter Upper { get; } = new(torch.tensor(0.0, dtype).DetachFromDisposeScope());

    /// <summary>Mean over the calibration batches of the mean over samples of the unbiased standard deviation over C, H and W.</summary>
    internal double Sensitivity => _deviations.Average();

    /// <summary>Seconds that the clipping took.</summary>
    private double ClippingSeconds { get; set; }

    /// <summary>Seconds that the clipping of all layers took.</summary>
    internal static double ClippingOf(QuantizedNetwork network) => network.Quantizers.Values.Cast<ActivationQuantizer>().Sum(quantizer => quantizer.ClippingSeconds);

    public IReadOnlyDictionary<string, torch.Tensor> State => new Dictionary<string, torch.Tensor>(StringComparer.Ordinal)
    {
        ["lower"] = Lower,
        ["upper"] = Upper,
        ["to_clip"] = _toClip,
    };

    /// <summary>Once its range is clipped, which looks at the whole batch.</summary>
    public bool KeepsSamplesApart => _toClip.item<long>() == 0;

    public void Observe(torch.Tensor x)
    {
        using var scope = torch.NewDisposeScope();
        _range.Observe(x);
        var inMemoryOrder = x.permute(0, 2, 3, 1).flatten(1); // A view of channels-last memory.
        _deviations.Add(inMemoryOrder.std(dimensions: [1L], unbiased: true).mean().to_type(torch.ScalarType.Float64).item<double>());
    }

    /// <summary>Ends the calibration.</summary>
    /// <param name="clip">The next pass clips the range.</param>
    internal void Fit(bool clip)
    {
        Set(_range.Estimate(0));
        using var mode = torch.no_grad();
        _toClip.fill_(Scalars.Of(clip && bitsOfLayer is not null ? 1 : 0));
    }

    public torch.Tensor Quantize(torch.Tensor x, BitDecision bits, ForwardContext context)
    {
        using var scope = torch.NewDisposeScope();
        if (_toClip.item<long>() != 0)
        {
            Clip(x.detach());
        }

        var bits_N = bits.Differentiable ?? torch.tensor([.. bits.PerSample.Select(b => (double)b)], torch.float64).to_type(x.dtype).to(x.device);
        return LearnedRanges.Interval(x, Lower, Upper, bits_N).MoveToOuterDisposeScope();
    }

    /// <summary>Bit-aware clipping: moves the range halfway to the one with the smallest error at the layer's bits.</summary>
    private void Clip(torch.Tensor x)
    {
        var clock = Stopwatch.StartNew();
        var now = new ValueRange(Value(Lower), Value(Upper));
        var best = RangeSearch.Interval(x, now, bitsOfLayer!()).Range;
        Set(new ValueRange(0.5 * (now.Low + best.Low), 0.5 * (now.High + best.High)));
        using var mode = torch.no_grad();
        _toClip.zero_();
        ClippingSeconds += clock.Elapsed.TotalSeconds;
    }

    private void Set(ValueRange values)
    {
        using var mode = torch.no_grad();
        Lower.fill_(Scalars.Of(values.Low));
        Upper.fill_(Scalars.Of(values.High));
    }

    private static double Value(torch.Tensor scalar) => scalar.to_type(torch.ScalarType.Float64).item<double>();
}
