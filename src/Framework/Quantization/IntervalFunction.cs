using Research.Framework.Runtime;
using TorchSharp;

namespace Research.Framework.Quantization;

/// <summary><see cref="LearnedRanges.Interval"/> with gradients, in one pass forward and one backward; <see cref="LearnedRanges.IntervalOperations"/> is the form for everything else.</summary>
public sealed class IntervalFunction : torch.autograd.SingleTensorFunction<IntervalFunction>
{
    private const int Grain = 1 << 16;
    private const string WantsInput = nameof(WantsInput);

    public override string Name => nameof(IntervalFunction);

    /// <summary>Whether a gradient is wanted, all lies in one piece of memory and there is one range, of some width.</summary>
    internal static bool Fits(torch.Tensor x, torch.Tensor low, torch.Tensor high, torch.Tensor width, torch.Tensor n)
    {
        if (!torch.is_grad_enabled() || !(x.requires_grad || low.requires_grad || high.requires_grad || n.requires_grad) || width.numel() != 1)
        {
            return false;
        }

        using var dense = TensorValues.Dense(x);
        return dense is not null && low.item<float>() < high.item<float>();
    }

    public override torch.Tensor forward(torch.autograd.AutogradContext ctx, params object[] vars)
    {
        torch.Tensor[] given = [.. vars.Cast<torch.Tensor>()];
        ctx.save_for_backward([.. given]);
        ctx.save_data(WantsInput, given[0].requires_grad);
        return ChannelPass.Run(
            given[0],
            given[1..],
            values => new IntervalKernel(values[0], values[1], values[2], values[3]),
            () => throw new InvalidOperationException("the tensor does not lie in one piece of memory"));
    }

    public override List<torch.Tensor> backward(torch.autograd.AutogradContext ctx, torch.Tensor grad_output)
    {
        using var scope = torch.NewDisposeScope();
        var saved = ctx.get_saved_variables();
        var (x, low, high, width, n) = (saved[0].detach(), saved[1], saved[2], saved[3], saved[4]);
        var g = x.stride().SequenceEqual(grad_output.stride()) ? grad_output.detach() : torch.empty_like(x).copy_(grad_output.detach());
        var dx = (bool)ctx.get_data(WantsInput) ? torch.empty_like(x) : null;
        var steps = n.detach().reshape(-1).to_type(torch.ScalarType.Float32).data<float>().ToArray();
        var sums = Sums(x, g, dx, Array.ConvertAll(steps, s => new IntervalGradient(low.item<float>(), high.item<float>(), width.item<float>(), s)));
        var w = width.item<float>();
        torch.Tensor Number(double value, torch.Tensor like) => torch.full(like.shape, Scalars.Of(value), like.dtype).MoveToOuterDisposeScope();
        return
        [
            dx?.MoveToOuterDisposeScope()!,
            Number(sums.Sum(sum => sum.Below), low),
            Number(sums.Sum(sum => sum.Above), high),
            Number(sums.Sum(sum => sum.Rounding), width),
            torch.tensor([.. sums.Zip(steps, (sum, s) => (float)(-sum.Rounding * w / s))], n.shape).MoveToOuterDisposeScope(),
        ];
    }

    /// <summary>Sample by sample, or all at once where there is one kernel. The same on any number of threads.</summary>
    private static IntervalSums[] Sums(torch.Tensor x, torch.Tensor g, torch.Tensor? dx, IntervalGradient[] kernels)
    {
        var (source, gradient, target) = (TensorValues.Dense(x)!, TensorValues.Dense(g)!, dx is null ? null : TensorValues.Dense(dx));
        var length = (int)x.numel() / kernels.Length;
        var pieces = (length + Grain - 1) / Grain;
        var sums = new IntervalSums[kernels.Length * pieces];
        Parallel.For(0, sums.Length, new ParallelOptions { MaxDegreeOfParallelism = torch.get_num_threads() }, run =>
        {
            var (sample, first) = (run / pieces, run % pieces * Grain);
            var (start, count) = ((sample * length) + first, Math.Min(Grain, length - first));
            sums[run] = kernels[sample].Vector(
                TensorValues.Span(source).Slice(start, count),
                TensorValues.Span(gradient).Slice(start, count),
                target is null ? [] : TensorValues.Span(target).Slice(start, count));
        });
        return [.. sums.Chunk(pieces).Select(parts => parts.Aggregate((a, b) => a + b))];
    }
}
