using Research.Framework.Results;

namespace Research.Framework.Plots;

/// <summary>PSNR against FAB, the average bits of the quantized activations; full precision stands at the right end.</summary>
internal sealed class PsnrAgainstBits : TradeOffFigure
{
    private const int Usual = 8;

    public override string Id => "psnr-against-bits";

    protected override string CostName => "bits";

    protected override string AxisTitle => "average activation bits (FAB)";

    protected override string? WhyNoCost(ResultDocument result) => null;

    protected override Func<ResultRow, double> Cost(ResultDocument result) => row => row.FeatureAverageBits;

    protected override string CostNote(ResultDocument result) => "FAB: average bits of the quantized activations, a plain mean over edges and images.";

    /// <summary>The same for all panels of a page.</summary>
    protected override ICostAxis Axis(IReadOnlyList<TradeOffPoint> panel, IReadOnlyList<TradeOffPoint> page)
    {
        var quantized = page.Where(point => point.Cost < RowLabels.FullPrecision).Select(point => point.Cost).DefaultIfEmpty(Usual).ToList();
        return new BitsAxis((int)Math.Floor(quantized.Min()), (int)Math.Ceiling(quantized.Max()));
    }
}
