using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Research.Framework.Quantization;
using Research.Framework.Runtime;
using TorchSharp;

namespace Research.Framework.Execution;

/// <summary>From sums of a convolution to centred codes.</summary>
/// <remarks>clamp(round((acc + q_b) M_c), low, high), halves away from zero; low is 0 behind a ReLU.</remarks>
internal sealed class Requantization
{
    private const int Lanes = 16;
    private const int Grain = 1 << 16;

    private readonly IntegerWeights _weights;
    private readonly RequantizationStyle _style;
    private readonly double _low;
    private readonly double _high;
    private readonly double[] _bias; // Repeated until whole vectors begin with channel 0 again.
    private readonly double[] _factors;

    internal Requantization(IntegerWeights weights, CodeGrid output, bool relu, RequantizationStyle style)
    {
        (_weights, _style) = (weights, style);
        (_low, _high) = (relu ? 0 : output.Low, output.High);
        var channels = weights.Bias.Length;
        _bias = [.. Enumerable.Range(0, channels * Lanes).Select(i => (double)weights.Bias[i % channels])];
        _factors = [.. Enumerable.Range(0, channels * Lanes).Select(i => weights.Multipliers[i % channels])];
    }

    internal bool Exact => _style.Exact;

    /// <param name="sums">N x C x H x W of whole numbers; overwritten where it can be.</param>
    /// <returns>float32.</returns>
    internal torch.Tensor Apply(torch.Tensor sums) =>
        _style.Multiplier == Multiplier.FixedPoint ? ApplyFixedPoint(sums)
        : sums.dtype == torch.ScalarType.Float32 ? ApplyInPlace(sums)
        : ApplyComposed(sums);

    /// <summary>By tensor operations: the form that <see cref="ApplyInPlace"/> must equal.</summary>
    private torch.Tensor ApplyComposed(torch.Tensor sums)
    {
        torch.Tensor Row(double[] values) => torch.tensor(values, [1, values.Length, 1, 1], torch.float64);
        var scaled = (sums + Row([.. _weights.Bias.Select(bias => (double)bias)])).mul_(Row(_weights.Multipliers));
        return (scaled.abs().add_(Scalars.Of(0.5)).floor_() * scaled.sign()).clamp_(Scalars.Of(_low), Scalars.Of(_high)).to_type(torch.float32);
    }

    private torch.Tensor ApplyInPlace(torch.Tensor sums)
    {
        var x = ChannelsLast.Of(sums);
        var dense = TensorValues.Dense(x)!;
        var length = (int)x.numel();
        var piece = _bias.Length * Math.Max(1, Grain / _bias.Length);
        Parallel.For(0, (length + piece - 1) / piece, new ParallelOptions { MaxDegreeOfParallelism = torch.get_num_threads() }, i =>
            Vector(TensorValues.Span(dense).Slice(i * piece, Math.Min(piece, length - (i * piece)))));
        return x;
    }

    /// <param name="values">Beginning with channel 0.</param>
    private void Vector(Span<float> values)
    {
        var bias = MemoryMarshal.Cast<double, Vector512<double>>(_bias);
        var factors = MemoryMarshal.Cast<double, Vector512<double>>(_factors);
        var (low, high) = (Vector512.Create(_low), Vector512.Create(_high));
        var vectors = MemoryMarshal.Cast<float, Vector512<float>>(values);
        var at = 0;
        for (var i = 0; i < vectors.Length; i++)
        {
            var (first, second) = Vector512.Widen(vectors[i]);
            first = Vector512.Min(Vector512.Max(HalfAway.Round((first + bias[at]) * factors[at]), low), high);
            second = Vector512.Min(Vector512.Max(HalfAway.Round((second + bias[at + 1]) * factors[at + 1]), low), high);
            vectors[i] = Vector512.Narrow(first, second);
            at += 2;
            at = at < bias.Length ? at : 0;
        }

        for (var i = vectors.Length * Lanes; i < values.Length; i++)
        {
            values[i] = (float)Math.Clamp(HalfAway.Round((values[i] + _bias[i % _bias.Length]) * _factors[i % _bias.Length]), _low, _high);
        }
    }

    private torch.Tensor ApplyFixedPoint(torch.Tensor sums)
    {
        var multipliers = Array.ConvertAll(_weights.Multipliers, FixedPointMultiplier.Of);
        var x = ChannelsLast.Of(sums.to_type(torch.float64)).permute(0, 2, 3, 1).contiguous();
        var values = x.data<double>().ToArray();
        for (var i = 0; i < values.Length; i++)
        {
            var c = i % multipliers.Length;
            values[i] = Math.Clamp(multipliers[c].Apply((int)values[i] + _weights.Bias[c]), _low, _high);
        }

        return torch.tensor(values, x.shape, torch.float64).to_type(torch.float32).permute(0, 3, 1, 2);
    }
}
