using Research.Framework.Results;

namespace Research.Framework.Plots;

/// <summary>PSNR against the size of the model.</summary>
internal sealed class PsnrAgainstBytes : TradeOffFigure
{
    private const double Kilobyte = 1000;

    public override string Id => "psnr-against-bytes";

    protected override string CostName => "model size";

    protected override string AxisTitle => "model size (kB, log scale)";

    protected override string? WhyNoCost(ResultDocument result) => null;

    protected override Func<ResultRow, double> Cost(ResultDocument result) => row => row.ModelBytes / Kilobyte;

    protected override string CostNote(ResultDocument result) =>
        "Model size: quantized weights at their bits, packed, all other parameters in FP32; 1 kB is 1000 bytes, logarithmic axis.";
}
