using System.Runtime.InteropServices;
using TorchSharp;

namespace Research.Framework.Quantization;

/// <summary>The memory of a tensor as a span, in whatever order the elements lie.</summary>
internal static class TensorValues
{
    /// <summary>A view whose rows lie one after the other: the tensor itself, or its channels-last permutation. Null where there is none, and for what a span cannot hold.</summary>
    internal static torch.Tensor? Dense(torch.Tensor x)
    {
        if (x.device_type != DeviceType.CPU || x.dtype != torch.ScalarType.Float32 || x.numel() == 0 || x.numel() > int.MaxValue / sizeof(float))
        {
            return null;
        }

        if (x.is_contiguous())
        {
            return x.alias();
        }

        var view = x.dim() == 4 ? x.permute(0, 2, 3, 1) : null;
        if (view is null || view.is_contiguous())
        {
            return view;
        }

        view.Dispose();
        return null;
    }

    internal static Span<float> Span(torch.Tensor dense) => MemoryMarshal.Cast<byte, float>(dense.bytes);

    /// <summary>Shows all elements as float32, in no particular order.</summary>
    internal static void Visit(torch.Tensor x, ReadOnlySpanAction visit)
    {
        using var scope = torch.NewDisposeScope();
        visit(Span(Dense(x) ?? x.detach().cpu().to_type(torch.ScalarType.Float32).contiguous()));
    }

    internal delegate void ReadOnlySpanAction(ReadOnlySpan<float> values);
}
