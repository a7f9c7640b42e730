using Research.Framework.Graph;
using Research.Framework.Quantization;

namespace Research.Framework.Costs;

/// <summary>Bytes of the parameters: quantized weights at their bits, packed; everything else in FP32. Steps and ranges of the quantizers are not counted.</summary>
public static class ModelSize
{
    public static long Bytes(QuantizedNetwork network)
    {
        var bits = network.Network.Graph.Tensors
            .Where(tensor => tensor.Kind == TensorKind.Parameter)
            .Sum(tensor => tensor.Shape.Aggregate(1L, (a, b) => a * b) * (network.WeightQuantizers.TryGetValue(tensor.Name, out var quantizer) ? quantizer.Bits : 32));
        return (bits + 7) / 8;
    }
}
