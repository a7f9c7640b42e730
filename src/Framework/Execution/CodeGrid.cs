using Research.Framework.Quantization;

namespace Research.Framework.Execution;

/// <summary>What the 8-bit codes of a tensor mean, as in TFLite's integer models.</summary>
/// <remarks>real = (q - z) s, q in -128..127. s = (hi - lo) / 255, z = round(-128 - lo / s), with [lo, hi] widened to contain 0; halves are rounded away from zero.</remarks>
/// <param name="Scale">s.</param>
/// <param name="ZeroPoint">z.</param>
public readonly record struct CodeGrid(double Scale, int ZeroPoint)
{
    public const int Least = -128;
    public const int Most = 127;
    private const int Steps = Most - Least;

    /// <summary>Range of q - z, the form in which codes are computed with.</summary>
    internal int Low => Least - ZeroPoint;

    internal int High => Most - ZeroPoint;

    /// <summary>The largest |q - z|.</summary>
    internal int Reach => Math.Max(-Low, High);

    public static CodeGrid Of(ValueRange range)
    {
        var (low, high) = (range.WithZero.Low, range.WithZero.High);
        var scale = (high - low) / Steps;
        return scale > 0 ? new CodeGrid(scale, (int)Math.Clamp(HalfAway.Round(Least - (low / scale)), Least, Most)) : new CodeGrid(1, Least);
    }

    /// <summary>q - z of a real value.</summary>
    internal double Centred(double real) => Math.Clamp(HalfAway.Round(real / Scale), Low, High);

    /// <summary>The real value of q - z.</summary>
    internal double Real(double centred) => centred * Scale;
}
