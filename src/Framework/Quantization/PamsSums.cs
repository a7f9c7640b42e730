namespace Research.Framework.Quantization;

/// <summary>Sums over elements of <see cref="PamsGradient"/>.</summary>
/// <param name="Product">Of g q(x).</param>
/// <param name="Bound">Of g dq/dalpha.</param>
internal readonly record struct PamsSums(double Product, double Bound)
{
    public static PamsSums operator +(PamsSums a, PamsSums b) => new(a.Product + b.Product, a.Bound + b.Bound);
}
