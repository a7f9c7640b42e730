using Research.Framework.Graph;
using Research.Framework.Methods;
using Research.Framework.Quantization;

namespace Research.Methods.FullPrecision;

/// <summary>The network as it is, for the row that everything else is compared with.</summary>
public sealed class FullPrecisionMethod : IQuantizationMethod
{
    public MethodInfo Info { get; } = new("fp32", 1, "FP32", Paper: null, typeof(FullPrecisionOptions));

    public QuantizedNetwork Place(SrNetwork network, object options) => QuantizedNetwork.FullPrecision(network);

    public QuantizedNetwork Quantize(QuantizationRequest request, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        return Place(request.Network, request.Options);
    }
}

/// <summary>There is nothing to choose.</summary>
public sealed record FullPrecisionOptions;
