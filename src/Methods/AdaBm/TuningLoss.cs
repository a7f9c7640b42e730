using Research.Framework.Graph;
using Research.Framework.Runtime;
using Research.Framework.Training;
using TorchSharp;

namespace Research.Methods.AdaBm;

/// <summary>L_pix + L_skip + L_bit, against the network's own full-precision outputs.</summary>
internal sealed class TuningLoss
{
    private const double SkipWeight = 10;
    private const double SkipWeightV0 = 1e6;
    private const double BitWeight = 50;

    private readonly SkipLossForm _form;
    private readonly int _base;
    private readonly bool _dense;

    internal TuningLoss(NetworkGraph graph, AdaBmOptions options)
    {
        (_form, _base) = (options.SkipLoss, options.A);
        _dense = graph.Sites.Any(site => site.Role == Role.LocalFusion && site.Block is not null);
        Taps = _form == SkipLossForm.Off ? [] : [.. Enumerable.Range(0, graph.Taps.Count).Select(i => $"block[{i}].output").TakeWhile(graph.Taps.ContainsKey)];
    }

    /// <summary>Outputs of the blocks that the skip loss compares.</summary>
    internal IReadOnlyList<string> Taps { get; }

    /// <remarks>L_pix = mean |SR_q - SR_fp|, in 0..255.</remarks>
    internal static torch.Tensor Pixels(torch.Tensor sr, TeacherOutputs teacher) => (sr - teacher.Sr).abs().mean();

    /// <remarks>
    /// L_skip = k sum_e ||f_e - f_e,fp|| over the B E features of batch and blocks, f = F / ||F|| over the batch. Released: k = 10 / (B B E), and for dense
    /// blocks that divided by C H W. First commit: k = 1e6 / (B C H W).
    /// </remarks>
    internal torch.Tensor Skip(IReadOnlyDictionary<string, torch.Tensor> taps, TeacherOutputs teacher)
    {
        using var scope = torch.NewDisposeScope();
        var sum = torch.tensor(0.0, teacher.Sr.dtype, teacher.Sr.device);
        foreach (var (tap, target) in Taps.Zip(teacher.Blocks))
        {
            sum += NormalizedDistance.Of(taps[tap], target).mul(Scalars.Of(Factor(target.shape)));
        }

        return sum.MoveToOuterDisposeScope();
    }

    /// <remarks>L_bit = 50 max(b - b_base, 0), b the mean bits; half the gradient where both are equal, as the maximum of two tensors has it.</remarks>
    internal torch.Tensor Bits(torch.Tensor mean)
    {
        using var scope = torch.NewDisposeScope();
        var over = mean.sub(Scalars.Of(_base));
        return torch.maximum(over, torch.zeros_like(over)).mul(Scalars.Of(BitWeight)).MoveToOuterDisposeScope();
    }

    private double Factor(long[] shape_NCHW)
    {
        double batch = shape_NCHW[0], size = shape_NCHW[1] * shape_NCHW[2] * shape_NCHW[3];
        var released = SkipWeight / (batch * batch * Taps.Count);
        return _form == SkipLossForm.V0 ? SkipWeightV0 / (batch * size) : _dense ? released / size : released;
    }
}
