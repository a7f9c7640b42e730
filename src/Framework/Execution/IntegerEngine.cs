using Research.Framework.Quantization;
using Research.Framework.Runtime;
using TorchSharp;

namespace Research.Framework.Execution;

/// <summary>Runs a quantized network as an <see cref="IntegerNetwork"/>.</summary>
/// <param name="reading">How the codes of the output become pixels.</param>
public sealed class IntegerEngine(OutputReading reading, Multiplier multiplier = Multiplier.Float64) : INetworkEngine
{
    public const string EngineName = "integer";

    public string Name => EngineName;

    public (torch.Tensor Sr_NCHW, IReadOnlyList<BitAllocation> Bits) Infer(QuantizedNetwork network, torch.Tensor lr_NCHW, CancellationToken cancellation)
    {
        using var scope = torch.NewDisposeScope();
        var integers = IntegerNetwork.Of(network, multiplier);
        var pixels = Pixels(integers.Run(lr_NCHW, cancellation), integers.OutputGrid, network.Network.Graph.PixelRange);
        var bits = new BitAllocation([.. network.Edges.Select(edge => new EdgeBits(edge, edge.Candidates[0]))]);
        return (pixels.MoveToOuterDisposeScope(), [.. Enumerable.Repeat(bits, (int)lr_NCHW.shape[0])]);
    }

    /// <remarks>raw: q + 128. dequantized: 255 (q - z) s / white.</remarks>
    private torch.Tensor Pixels(torch.Tensor codes, CodeGrid grid, double white) => reading == OutputReading.Raw
        ? codes.add(Scalars.Of(-CodeGrid.Least))
        : codes.sub(Scalars.Of(grid.ZeroPoint)).mul(Scalars.Of(255 * grid.Scale / white));
}
