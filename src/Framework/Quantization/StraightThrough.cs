using TorchSharp;

namespace Research.Framework.Quantization;

/// <summary>A function whose gradient is taken to be that of the identity.</summary>
public sealed class StraightThrough : torch.autograd.SingleTensorFunction<StraightThrough>
{
    public override string Name => nameof(StraightThrough);

    /// <summary>Rounds half to even.</summary>
    public static torch.Tensor Round(torch.Tensor x) => Apply(x, input => input.round());

    internal static torch.Tensor Apply(torch.Tensor x, Func<torch.Tensor, torch.Tensor> function) =>
        torch.is_grad_enabled() && x.requires_grad ? apply(x, function) : function(x);

    public override torch.Tensor forward(torch.autograd.AutogradContext ctx, params object[] vars) =>
        ((Func<torch.Tensor, torch.Tensor>)vars[1])((torch.Tensor)vars[0]);

    public override List<torch.Tensor> backward(torch.autograd.AutogradContext ctx, torch.Tensor grad_output) => [grad_output, null!];
}
