namespace Research.Framework.Quantization;

/// <summary>Equally spaced levels, one of which is 0.</summary>
/// <remarks>
/// s = (hi - lo) / (2^b - 1), z = round(-lo / s), x_q = (clamp(round(x / s) + z, 0, 2^b - 1) - z) s; round half to even.
/// A range without width quantizes to 0.
/// </remarks>
public readonly record struct AffineGrid(double Step, double Zero, double Levels)
{
    /// <param name="range">Contains 0.</param>
    /// <param name="bits">2..16.</param>
    public static AffineGrid Of(ValueRange range, int bits)
    {
        double levels = (1 << bits) - 1;
        var step = (range.High - range.Low) / levels;
        return new AffineGrid(step, step > 0 ? Math.Round(-range.Low / step, MidpointRounding.ToEven) : 0, levels);
    }

    public double Quantize(double x) =>
        Step > 0 ? (Math.Clamp(Math.Round(x / Step, MidpointRounding.ToEven) + Zero, 0, Levels) - Zero) * Step : 0;
}
