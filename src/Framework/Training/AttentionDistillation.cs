using Research.Framework.Graph;
using Research.Framework.Runtime;
using TorchSharp;

namespace Research.Framework.Training;

/// <summary>PAMS' structured distillation: student and teacher attend to the same places.</summary>
/// <remarks>
/// at(x, y) = mean over all samples and places of (A(x) - A(y))^2, A(x) the mean over channels of x^2, divided by its L2 norm over the places of the sample (at
/// least 1e-12). Loss: w_out at(out) + w_block sum of at(block), out what the up-sampler reads, block the second convolution's output (specification of CADyQ, section 6).
/// </remarks>
public sealed class AttentionDistillation : ILossTerm
{
    private const string Output = "body";

    /// <summary>In front of batch normalisation, else of the addition; plain blocks have their output alone.</summary>
    private static readonly string[] BlockTaps = ["conv2", "residual", "output"];

    private readonly double _output;
    private readonly double _block;
    private readonly IReadOnlyList<string> _blocks;

    /// <param name="output">w_out; 1000 in the released code.</param>
    /// <param name="block">w_block; 100 there, 0 in PAMS.</param>
    public AttentionDistillation(NetworkGraph graph, double output = 1000, double block = 100)
    {
        (_output, _block) = (output, block);
        _blocks = block == 0 ? [] :
        [
            .. Enumerable.Range(0, graph.Taps.Keys.Count(name => name.StartsWith("block[", StringComparison.Ordinal) && name.EndsWith("].output", StringComparison.Ordinal)))
                .Select(i => BlockTaps.Select(tap => $"block[{i}].{tap}").First(graph.Taps.ContainsKey)),
        ];
        Taps = [Output, .. _blocks];
    }

    public string Name => "kd";

    public IReadOnlyList<string> Taps { get; }

    public bool NeedsTeacher => true;

    public torch.Tensor Of(StudentPass pass)
    {
        using var scope = torch.NewDisposeScope();
        torch.Tensor At(string tap) => Distance(pass.Student.Taps[tap], pass.Teacher!.Taps[tap]);
        var loss = At(Output).mul(Scalars.Of(_output));
        foreach (var block in _blocks)
        {
            loss += At(block).mul(Scalars.Of(_block));
        }

        return loss.MoveToOuterDisposeScope();
    }

    /// <summary>at(x, y); gradients for <paramref name="x_NCHW"/>.</summary>
    internal static torch.Tensor Distance(torch.Tensor x_NCHW, torch.Tensor y_NCHW) => (Attention(x_NCHW) - Attention(y_NCHW)).square().mean();

    private static torch.Tensor Attention(torch.Tensor x_NCHW)
    {
        var energy = x_NCHW.square().mean([1L]).flatten(1);
        return energy / torch.linalg.vector_norm(energy, 2, [1L], keepdim: true).clamp_min(Scalars.Of(1e-12));
    }
}
