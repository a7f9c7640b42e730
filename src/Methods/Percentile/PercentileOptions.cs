using Research.Framework.Methods;

namespace Research.Methods.Percentile;

/// <summary>Options of <see cref="PercentileMethod"/>.</summary>
public sealed record PercentileOptions(int W = 8, int A = 8) : StaticPtqOptions(W, A)
{
    /// <summary>The range is from the (100 - P) % to the P % quantile; in 50..100.</summary>
    public double P { get; init; } = 99.9;
}
