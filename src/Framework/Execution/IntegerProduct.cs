using Research.Framework.Runtime;
using TorchSharp;

namespace Research.Framework.Execution;

/// <summary>A product of codes; the second factor may have one value per channel and image.</summary>
/// <remarks>q_y - z_y = clamp(round((q_a - z_a) (q_b - z_b) s_a s_b / s_y)), in float64.</remarks>
internal sealed class IntegerProduct(CodeGrid a, CodeGrid b, CodeGrid output, ChannelAffine tail) : IIntegerOperation
{
    public torch.Tensor Run(torch.Tensor[] inputs)
    {
        using var scope = torch.NewDisposeScope();
        torch.Tensor Row(double[] values) => torch.tensor(values, [1, values.Length, 1, 1], torch.float64);
        var real = (inputs[0].to_type(torch.float64) * inputs[1].to_type(torch.float64)).mul_(Scalars.Of(a.Scale * b.Scale));
        real = ((real * Row(tail.Factors)) + Row(tail.Constants)).div_(Scalars.Of(output.Scale));
        return (real.abs().add_(Scalars.Of(0.5)).floor_() * real.sign()).clamp_(Scalars.Of(tail.Relu ? 0 : output.Low), Scalars.Of(output.High))
            .to_type(torch.float32).MoveToOuterDisposeScope();
    }
}
