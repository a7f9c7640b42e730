using Research.Framework.Quantization;
using TorchSharp;

namespace Research.Framework.Execution;

/// <remarks>q_y - z_y = clamp(round(((q_a - z_a) s_a + (q_b - z_b) s_b) / s_y)), in float64.</remarks>
internal sealed class IntegerAddition(CodeGrid a, CodeGrid b, CodeGrid output, ChannelAffine tail) : IIntegerOperation
{
    private const int Grain = 1 << 16;

    public torch.Tensor Run(torch.Tensor[] inputs)
    {
        using var scope = torch.NewDisposeScope();
        var (x, y) = (ChannelsLast.Of(inputs[0]), ChannelsLast.Of(inputs[1]));
        var sum = ChannelsLast.Of(torch.empty_like(x));
        var (first, second, target) = (TensorValues.Dense(x)!, TensorValues.Dense(y)!, TensorValues.Dense(sum)!);
        var (length, channels, plain) = ((int)x.numel(), (int)x.shape[1], tail.IsIdentity);
        var low = tail.Relu ? 0.0 : output.Low;
        var piece = channels * Math.Max(1, Grain / channels);
        Parallel.For(0, (length + piece - 1) / piece, new ParallelOptions { MaxDegreeOfParallelism = torch.get_num_threads() }, part =>
        {
            var (from, count) = (part * piece, Math.Min(piece, length - (part * piece)));
            var u = TensorValues.Span(first).Slice(from, count);
            var v = TensorValues.Span(second).Slice(from, count);
            var to = TensorValues.Span(target).Slice(from, count);
            for (var i = 0; i < count; i++)
            {
                var real = (u[i] * a.Scale) + (v[i] * b.Scale);
                real = plain ? real : (tail.Factors[i % channels] * real) + tail.Constants[i % channels];
                to[i] = (float)Math.Clamp(HalfAway.Round(real / output.Scale), low, output.High);
            }
        });
        return sum.MoveToOuterDisposeScope();
    }
}
