using TorchSharp;

namespace Research.Framework.Training;

/// <summary>Gives on a tensor and its gradient unchanged, and shows the gradient to a watcher.</summary>
public sealed class GradientWatch : torch.autograd.SingleTensorFunction<GradientWatch>
{
    private const string Watcher = nameof(Watcher);

    public override string Name => nameof(GradientWatch);

    /// <param name="vars">The tensor; the watcher, which must not throw.</param>
    public override torch.Tensor forward(torch.autograd.AutogradContext ctx, params object[] vars)
    {
        ctx.save_data(Watcher, vars[1]);
        return (torch.Tensor)vars[0];
    }

    public override List<torch.Tensor> backward(torch.autograd.AutogradContext ctx, torch.Tensor grad_output)
    {
        ((Action<torch.Tensor>)ctx.get_data(Watcher))(grad_output);
        return [grad_output, null!];
    }
}
