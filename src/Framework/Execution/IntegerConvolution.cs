using Research.Framework.Graph.Operations;
using TorchSharp;
using static TorchSharp.torch.nn.functional;

namespace Research.Framework.Execution;

/// <summary>A convolution or transposed convolution of codes, with its bias, a ReLU, and the rounding to the output's grid.</summary>
/// <remarks>acc = sum q_w (q_x - z_x) + q_b; q_y - z_y = clamp(round(acc M_c)). Every partial sum is a whole number: exact in float32 below 2^24, in float64 always (INT32).</remarks>
/// <param name="shape">Of the weight.</param>
/// <param name="reach">Largest accumulator.</param>
internal sealed class IntegerConvolution(string name, Operation operation, IntegerWeights weights, long[] shape, double reach, Requantization requantization) : IIntegerOperation
{
    private const double ExactInFloat32 = 1 << 24;

    /// <summary>Of the weight tensor.</summary>
    internal string Name => name;

    internal IntegerWeights Weights => weights;

    public torch.Tensor Run(torch.Tensor[] inputs)
    {
        using var scope = torch.NewDisposeScope();
        var type = requantization.Exact || reach >= ExactInFloat32 ? torch.ScalarType.Float64 : torch.ScalarType.Float32;
        var (x, w) = (inputs[0].to_type(type), torch.tensor(weights.Codes, shape, torch.ScalarType.Float64).to_type(type));
        var sums = operation switch
        {
            Convolution { Kernel: var kernel, Groups: var groups } => conv2d(
                ChannelsLast.Of(x), ChannelsLast.Of(w), null, strides: [1, 1], padding: [(kernel - 1) / 2, (kernel - 1) / 2], dilation: [1, 1], groups: groups),
            TransposedConvolution t => conv_transpose2d(
                ChannelsLast.Of(x), w, null, strides: [t.Stride, t.Stride], padding: [t.Padding, t.Padding], output_padding: [t.OutputPadding, t.OutputPadding]),
            _ => throw new InvalidOperationException($"{operation} is no convolution"),
        };
        return requantization.Apply(sums).MoveToOuterDisposeScope();
    }
}
