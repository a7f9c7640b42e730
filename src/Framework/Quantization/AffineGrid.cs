namespace Research.Framework.Quantization;

/// <summary>Equally spaced levels, one of which is 0.</summary>
/// <remarks>x_q = (clamp(round(x / s) + z, 0, n) - z) s; round half to even. A range whose step would be none in float32 quantizes to 0.</remarks>
/// <param name="Step">s.</param>
/// <param name="Zero">z, the code of 0.</param>
/// <param name="Levels">n, the largest code; there are n + 1 levels.</param>
public readonly record struct AffineGrid(double Step, double Zero, double Levels)
{
    /// <summary>The smallest normal float32.</summary>
    private const double Smallest = 1.1754943508222875e-38;

    /// <summary>Asymmetric, 2^b levels.</summary>
    /// <remarks>s = (hi - lo) / (2^b - 1), z = round(-lo / s), n = 2^b - 1.</remarks>
    /// <param name="range">Contains 0.</param>
    /// <param name="bits">2..16.</param>
    public static AffineGrid Of(ValueRange range, int bits)
    {
        double levels = (1 << bits) - 1;
        var step = Usable((range.High - range.Low) / levels);
        return new AffineGrid(step, step > 0 ? Math.Round(-range.Low / step, MidpointRounding.ToEven) : 0, levels);
    }

    /// <summary>Symmetric, 2^b - 1 levels.</summary>
    /// <remarks>s = max(|lo|, |hi|) / Q, z = Q, n = 2 Q, Q = 2^(b-1) - 1.</remarks>
    /// <param name="bits">2..16.</param>
    public static AffineGrid Symmetric(ValueRange range, int bits)
    {
        double limit = (1 << (bits - 1)) - 1;
        return new AffineGrid(Usable(Math.Max(Math.Abs(range.Low), Math.Abs(range.High)) / limit), limit, 2 * limit);
    }

    public double Quantize(double x) =>
        Step > 0 ? (Math.Clamp(Math.Round(x / Step, MidpointRounding.ToEven) + Zero, 0, Levels) - Zero) * Step : 0;

    private static double Usable(double step) => step >= Smallest ? step : 0;
}
