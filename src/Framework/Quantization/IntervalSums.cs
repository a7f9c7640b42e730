namespace Research.Framework.Quantization;

/// <summary>Sums over elements of <see cref="IntervalGradient"/>.</summary>
/// <param name="Below">Of g where x lies below the range.</param>
/// <param name="Above">Of g where x lies above it.</param>
/// <param name="Rounding">Of g (q - t).</param>
internal readonly record struct IntervalSums(double Below, double Above, double Rounding)
{
    public static IntervalSums operator +(IntervalSums a, IntervalSums b) => new(a.Below + b.Below, a.Above + b.Above, a.Rounding + b.Rounding);
}
