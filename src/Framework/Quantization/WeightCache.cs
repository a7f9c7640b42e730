using TorchSharp;

namespace Research.Framework.Quantization;

/// <summary>Quantized weights, kept for as long as weight and quantizer hold the same bytes; reading these costs a fraction of quantizing.</summary>
internal sealed class WeightCache : IDisposable
{
    private readonly Dictionary<string, (byte[] MadeFrom, torch.Tensor Quantized)> _known = new(StringComparer.Ordinal);

    internal torch.Tensor Get(string name, torch.Tensor weight, IWeightQuantizer quantizer)
    {
        using var scope = torch.NewDisposeScope();
        var sources = quantizer.State.Values.Select(state => state.is_contiguous() && state.device_type == DeviceType.CPU ? state : null).Prepend(TensorValues.Dense(weight)).ToList();
        if (torch.is_grad_enabled() || sources.Contains(null))
        {
            return quantizer.Quantize(weight).MoveToOuterDisposeScope();
        }

        if (_known.TryGetValue(name, out var entry))
        {
            if (IsMadeOf(entry.MadeFrom, sources!))
            {
                return entry.Quantized;
            }

            entry.Quantized.Dispose();
        }

        var quantized = quantizer.Quantize(weight).DetachFromDisposeScope();
        _known[name] = ([.. sources.SelectMany(source => source!.bytes.ToArray())], quantized);
        return quantized;
    }

    public void Dispose()
    {
        foreach (var (_, quantized) in _known.Values)
        {
            quantized.Dispose();
        }

        _known.Clear();
    }

    private static bool IsMadeOf(ReadOnlySpan<byte> known, List<torch.Tensor> sources)
    {
        foreach (var source in sources)
        {
            var now = source.bytes;
            if (known.Length < now.Length || !known[..now.Length].SequenceEqual(now))
            {
                return false;
            }

            known = known[now.Length..];
        }

        return known.IsEmpty;
    }
}
