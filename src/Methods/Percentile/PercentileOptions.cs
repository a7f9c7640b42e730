using Research.Framework.Methods;

namespace Research.Methods.Percentile;

/// <summary>Options of <see cref="PercentileMethod"/>.</summary>
public sealed record PercentileOptions(int W = 8, int A = 8) : StaticPtqOptions(W, A)
{
    /// <summary>The range is from the (100 - P) % to the P % quantile; above 50, at most 100.</summary>
    public double P { get; init; } = 99.9;

    public override string? Problem() =>
        P is > 50 and <= 100 ? base.Problem() : FormattableString.Invariant($"p must lie above 50 and at most at 100 (percent); given p={P}");
}
