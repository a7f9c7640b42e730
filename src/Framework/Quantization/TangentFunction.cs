using System.Numerics.Tensors;
using Research.Framework.Runtime;
using TorchSharp;

namespace Research.Framework.Quantization;

/// <summary>Gives a convolution's output on unchanged, and adds the number that its weight depends on to what gradients reach.</summary>
/// <remarks>A convolution is linear in its weight: with y = w(u) * x, dL/du = sum of dL/dy (dw/du * x).</remarks>
public sealed class TangentFunction : torch.autograd.SingleTensorFunction<TangentFunction>
{
    private const int Grain = 1 << 12;

    public override string Name => nameof(TangentFunction);

    /// <param name="vars">y, dw/du * x (without gradients), u (one element).</param>
    public override torch.Tensor forward(torch.autograd.AutogradContext ctx, params object[] vars)
    {
        ctx.save_for_backward([(torch.Tensor)vars[1], (torch.Tensor)vars[2]]);
        return (torch.Tensor)vars[0];
    }

    public override List<torch.Tensor> backward(torch.autograd.AutogradContext ctx, torch.Tensor grad_output)
    {
        using var scope = torch.NewDisposeScope();
        var saved = ctx.get_saved_variables();
        var number = torch.full(saved[1].shape, Scalars.Of(Dot(grad_output.detach(), saved[0])), saved[1].dtype);
        return [grad_output.alias().MoveToOuterDisposeScope(), null!, number.MoveToOuterDisposeScope()];
    }

    /// <summary>The same on any number of threads.</summary>
    private static double Dot(torch.Tensor g, torch.Tensor along)
    {
        var laid = g.stride().SequenceEqual(along.stride()) ? g : torch.empty_like(along).copy_(g);
        if (TensorValues.Dense(laid) is not { } left || TensorValues.Dense(along) is not { } right)
        {
            return (g * along).sum(torch.ScalarType.Float64).item<double>();
        }

        var length = (int)along.numel();
        var parts = new double[(length + Grain - 1) / Grain];
        Parallel.For(0, parts.Length, new ParallelOptions { MaxDegreeOfParallelism = torch.get_num_threads() }, part =>
        {
            var (start, count) = (part * Grain, Math.Min(Grain, length - (part * Grain)));
            parts[part] = TensorPrimitives.Dot<float>(TensorValues.Span(left).Slice(start, count), TensorValues.Span(right).Slice(start, count));
        });
        return parts.Sum();
    }
}
