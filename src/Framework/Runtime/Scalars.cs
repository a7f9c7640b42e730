using TorchSharp;

namespace Research.Framework.Runtime;

/// <summary>Numbers as operands of tensor operations.</summary>
/// <remarks>
/// TorchSharp turns a number into an object with a finalizer, to which it keeps no reference during the native call: where the
/// garbage collector runs meanwhile, the call reads freed memory, and fails or computes with another number. Here each thread
/// keeps the last ones that it made.
/// </remarks>
public static class Scalars
{
    private const int Kept = 64; // More than one operation has operands.

    [ThreadStatic]
    private static Scalar[]? _kept;

    [ThreadStatic]
    private static int _next;

    /// <summary>For the next operations of this thread.</summary>
    public static Scalar Of(double value) => Keep(value.ToScalar());

    /// <inheritdoc cref="Of(double)"/>
    public static Scalar Of(long value) => Keep(value.ToScalar());

    private static Scalar Keep(Scalar scalar)
    {
        _kept ??= new Scalar[Kept];
        _next = (_next + 1) % Kept;
        return _kept[_next] = scalar;
    }
}
