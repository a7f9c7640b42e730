using Research.Framework.Graph.Operations;
using Research.Framework.Quantization;
using Research.Framework.Runtime;

namespace Research.Framework.Execution;

/// <summary>Makes the integer form of a plan's steps from a network's weights and grids.</summary>
internal sealed class IntegerOperations(QuantizedNetwork network, IReadOnlyDictionary<string, CodeGrid> grids, RequantizationStyle style)
{
    internal IIntegerOperation Make(IntegerStep step)
    {
        var output = grids[step.Output.Name];
        CodeGrid[] inputs = [.. step.Inputs.Select(input => grids[input.Name])];
        var tail = ChannelAffine.Of(step.Tail, step.Output.Channels, network.Network);
        return step.Head switch
        {
            Convolution conv => Convolve(step, conv.Weight, conv.Bias, tail, conv),
            TransposedConvolution conv => Convolve(step, conv.Weight, conv.Bias, tail, conv),
            Add => new IntegerAddition(inputs[0], inputs[1], output, tail),
            Multiply => new IntegerProduct(inputs[0], inputs[1], output, tail),
            Concat => new IntegerConcatenation([.. step.Inputs.Select((input, i) => inputs[i] == output ? null : CodeTable.Of(inputs[i], output, 1, (x, _) => x))], Retouch(output, tail)),
            var layout when IntegerStep.IsLayout(layout) => new IntegerLayout(layout),
            var head => Table(head, inputs[0], output, step.Output.Channels, tail),
        };
    }

    private CodeTable Table(Operation head, CodeGrid input, CodeGrid output, int channels, ChannelAffine tail)
    {
        var first = IntegerStep.IsTail(head) ? ChannelAffine.Of([head], channels, network.Network) : null;
        var slopes = head is PRelu prelu ? Parameters.Of(network.Network[prelu.Slope]) : [];
        double Value(double x, int c) => head switch
        {
            PRelu => x >= 0 ? x : x * slopes[c % slopes.Length],
            LeakyRelu leaky => x >= 0 ? x : x * leaky.Slope,
            Tanh => Math.Tanh(x),
            Sigmoid => 1 / (1 + Math.Exp(-x)),
            Clip clip => Math.Clamp(x, clip.Low, clip.High),
            _ => first!.Apply(x, c),
        };
        return CodeTable.Of(input, output, channels, (x, c) => tail.Apply(Value(x, c), c));
    }

    private static CodeTable? Retouch(CodeGrid grid, ChannelAffine tail) =>
        tail is { IsIdentity: true, Relu: false } ? null : CodeTable.Of(grid, grid, tail.Factors.Length, tail.Apply);

    private IntegerConvolution Convolve(IntegerStep step, string weightName, string? biasName, ChannelAffine tail, Operation operation)
    {
        var (input, output) = (grids[step.Inputs[0].Name], grids[step.Output.Name]);
        if (!network.WeightQuantizers.TryGetValue(weightName, out var quantizer) || quantizer is not StepWeightQuantizer { Bits: 8 } step8)
        {
            throw new ResearchException($"Network '{network.Network.Graph.Name}' cannot run in integers: weight '{weightName}' has no 8-bit quantizer with equally spaced levels.");
        }

        var tensor = network.Network[weightName];
        long[] shape = tensor.shape;
        var perOutput = (int)(shape[1] * shape[2] * shape[3]);
        Func<int, int> channelOf = operation is TransposedConvolution ? i => i / (int)(shape[2] * shape[3]) % (int)shape[1] : i => i / perOutput;
        var weight = Parameters.Of(tensor);
        var bias = biasName is null ? new double[step.Output.Channels] : Parameters.Of(network.Network[biasName]);
        for (var i = 0; i < weight.Length; i++)
        {
            weight[i] *= tail.Factors[channelOf(i)];
        }

        bias = [.. bias.Select((b, c) => (tail.Factors[c] * b) + tail.Constants[c])];
        var integers = IntegerWeights.Of(weight, channelOf, bias, step8.PerChannel, input.Scale, output.Scale);
        return new IntegerConvolution(weightName, operation, integers, shape, integers.Reach(channelOf, input.Reach), new Requantization(integers, output, tail.Relu, style));
    }
}
