using TorchSharp;

namespace Research.Framework.Weights;

/// <summary>One kind of tensor element with its names in both file formats.</summary>
/// <param name="Size">Bytes per element.</param>
/// <param name="Safetensors">The <c>dtype</c> of a safetensors header.</param>
/// <param name="Storage">The storage class in module <c>torch</c>.</param>
internal sealed record ElementType(torch.ScalarType Scalar, int Size, string Safetensors, string Storage)
{
    public static IReadOnlyList<ElementType> All { get; } =
    [
        new(torch.ScalarType.Float32, 4, "F32", "FloatStorage"),
        new(torch.ScalarType.Float64, 8, "F64", "DoubleStorage"),
        new(torch.ScalarType.Float16, 2, "F16", "HalfStorage"),
        new(torch.ScalarType.BFloat16, 2, "BF16", "BFloat16Storage"),
        new(torch.ScalarType.Int64, 8, "I64", "LongStorage"),
        new(torch.ScalarType.Int32, 4, "I32", "IntStorage"),
        new(torch.ScalarType.Int16, 2, "I16", "ShortStorage"),
        new(torch.ScalarType.Int8, 1, "I8", "CharStorage"),
        new(torch.ScalarType.Byte, 1, "U8", "ByteStorage"),
        new(torch.ScalarType.Bool, 1, "BOOL", "BoolStorage"),
    ];

    public const int MaxRank = 8;

    public bool IsFloat => Scalar is torch.ScalarType.Float32 or torch.ScalarType.Float64 or torch.ScalarType.Float16 or torch.ScalarType.BFloat16;

    public static ElementType? Of(torch.ScalarType scalar) => All.FirstOrDefault(type => type.Scalar == scalar);

    /// <summary>Product of the sizes, or null where a size is negative, the rank is above <see cref="MaxRank"/> or the product above 2^31.</summary>
    public static long? Count(ReadOnlySpan<long> shape)
    {
        if (shape.Length > MaxRank)
        {
            return null;
        }

        var count = 1L;
        var empty = false;
        foreach (var size in shape)
        {
            if (size is < 0 or > 1L << 31)
            {
                return null;
            }

            // A size of 0 makes the tensor empty, but must not hide an overflow of the others.
            empty |= size == 0;
            count *= Math.Max(size, 1);
            if (count > 1L << 31)
            {
                return null;
            }
        }

        return empty ? 0 : count;
    }

    /// <summary>A tensor of its own memory that no dispose scope ends.</summary>
    public torch.Tensor Create(long[] shape, ReadOnlySpan<byte> content)
    {
        var tensor = torch.empty(shape, dtype: Scalar, device: torch.CPU).DetachFromDisposeScope();
        if (!content.IsEmpty)
        {
            content.CopyTo(tensor.bytes);
        }

        return tensor;
    }

    /// <summary>False where an element is infinite or not a number.</summary>
    public static bool IsFinite(torch.Tensor tensor)
    {
        using var scope = torch.NewDisposeScope();
        return torch.isfinite(tensor).all().item<bool>();
    }
}
