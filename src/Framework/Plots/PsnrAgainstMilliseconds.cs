using Research.Framework.Results;

namespace Research.Framework.Plots;

/// <summary>PSNR against the time of a forward pass. Simulated quantization is no faster than full precision: the figure shows what the simulation costs.</summary>
internal sealed class PsnrAgainstMilliseconds : TradeOffFigure
{
    private const double Milliseconds = 1000;

    public override string Id => "psnr-against-milliseconds";

    public override bool ShowsTimes => true;

    protected override string CostName => "time";

    protected override string AxisTitle => "forward pass per image (ms, log scale)";

    protected override string? WhyNoCost(ResultDocument result) => result.Timings.IsEmpty ? $"{ResultFiles.Timings} is missing" : null;

    protected override Func<ResultRow, double> Cost(ResultDocument result)
    {
        var times = result.Timings.Where(timing => timing.ForwardSeconds > 0).ToDictionary(timing => timing.Place, timing => Milliseconds * timing.ForwardSeconds / timing.Images);
        return row => times.GetValueOrDefault(row.Place, double.NaN);
    }

    protected override string CostNote(ResultDocument result) =>
        $"Time: mean over the images of the forward pass, simulated, on this machine ({result.Machine}); logarithmic axis. Quantization is simulated in floating point, so fewer bits are not faster here.";
}
