namespace Research.Framework.Execution;

/// <summary>A positive factor as integer and shift, after gemmlowp's reference.</summary>
/// <remarks>M = M0 2^(e - 31), M0 in [2^30, 2^31). y = rounding shift(saturating rounding doubling high multiply(x 2^max(e, 0), M0), max(-e, 0)); both round to nearest, the product's halves up, the shift's away from zero.</remarks>
internal readonly record struct FixedPointMultiplier(int M0, int Exponent)
{
    private const int Bits = 31;

    internal static FixedPointMultiplier Of(double factor)
    {
        if (factor <= 0)
        {
            return default;
        }

        var exponent = Math.ILogB(factor) + 1;
        var m0 = (long)HalfAway.Round(Math.ScaleB(factor, Bits - exponent));
        return m0 == 1L << Bits ? new FixedPointMultiplier(1 << (Bits - 1), exponent + 1) : new FixedPointMultiplier((int)m0, exponent);
    }

    internal int Apply(int x) => ShiftRight(HighMultiply((int)Math.Clamp((long)x << Math.Clamp(Exponent, 0, Bits - 1), int.MinValue, int.MaxValue)), Math.Clamp(-Exponent, 0, Bits));

    private int HighMultiply(int x)
    {
        var product = (long)x * M0;
        return (int)((product + (product >= 0 ? 1L << (Bits - 1) : 1 - (1L << (Bits - 1)))) / (1L << Bits));
    }

    private static int ShiftRight(int x, int shift)
    {
        var mask = (1L << shift) - 1;
        var rest = x & mask;
        return (int)(((long)x >> shift) + (rest > (mask >> 1) + (x < 0 ? 1 : 0) ? 1 : 0));
    }
}
