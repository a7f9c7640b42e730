using TorchSharp;

namespace Research.Framework.Quantization;

/// <summary>Rounding half to even whose gradient is that of the identity.</summary>
public sealed class StraightThrough : torch.autograd.SingleTensorFunction<StraightThrough>
{
    public override string Name => nameof(StraightThrough);

    public static torch.Tensor Round(torch.Tensor x) => apply(x);

    public override torch.Tensor forward(torch.autograd.AutogradContext ctx, params object[] vars) => ((torch.Tensor)vars[0]).round();

    public override List<torch.Tensor> backward(torch.autograd.AutogradContext ctx, torch.Tensor grad_output) => [grad_output];
}
