using Research.Framework.Quantization;
using Research.Framework.Runtime;
using TorchSharp;

namespace Research.Methods.AdaBm;

/// <summary>The full-precision network's outputs of each batch: kept as far as memory allows, because every epoch sees the same crops, else computed again.</summary>
/// <param name="taps">Outputs of the blocks.</param>
/// <param name="keeps">False where batch normalisation follows the batches, so that outputs differ from epoch to epoch.</param>
internal sealed class Teacher(QuantizedNetwork network, IReadOnlyList<string> taps, bool keeps) : IDisposable
{
    private const double Tiny = 1e-30;

    private readonly Dictionary<int, TeacherOutputs> _known = [];
    private long _left = keeps ? GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 4 : 0;

    /// <summary>Outputs that live as long as the caller's dispose scope, or longer.</summary>
    internal TeacherOutputs Of(int batch, torch.Tensor lr_NCHW, CancellationToken cancellation)
    {
        if (_known.TryGetValue(batch, out var known))
        {
            return known;
        }

        using var mode = torch.no_grad();
        using var scope = torch.NewDisposeScope();
        var context = new ForwardContext { Lr = lr_NCHW, Quantize = false, BatchStatistics = !keeps, WantedTaps = taps, Cancellation = cancellation };
        var sr = network.Forward(context);
        var blocks = taps.Select(tap => context.Taps[tap]).Select(block => block / block.norm().clamp_min(Scalars.Of(Tiny))).ToList();
        var outputs = new TeacherOutputs(sr, blocks);
        var bytes = outputs.All.Sum(tensor => tensor.numel() * tensor.element_size());
        var keep = bytes <= _left;
        foreach (var tensor in outputs.All)
        {
            _ = keep ? tensor.DetachFromDisposeScope() : tensor.MoveToOuterDisposeScope();
        }

        if (keep)
        {
            _left -= bytes;
            _known.Add(batch, outputs);
        }

        return outputs;
    }

    public void Dispose()
    {
        foreach (var tensor in _known.Values.SelectMany(outputs => outputs.All))
        {
            tensor.Dispose();
        }
    }
}
