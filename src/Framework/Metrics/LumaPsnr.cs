namespace Research.Framework.Metrics;

/// <summary>PSNR on luma, a border of the scale left out.</summary>
public sealed class LumaPsnr : ImageMetric
{
    private readonly LumaWeights _weights;
    private readonly bool _forLuma;

    private LumaPsnr(string id, string convention, LumaWeights weights, bool forLuma)
    {
        Info = new MetricInfo(id, 1, "dB", convention);
        _weights = weights;
        _forLuma = forLuma;
    }

    public override MetricInfo Info { get; }

    public static LumaPsnr Y { get; } = new(
        "psnr:y", "PSNR on BT.601 luma (offset 16) of the 8-bit SR, luma not rounded, border = scale", LumaWeights.Bt601, forLuma: false);

    /// <remarks>The weighted RGB difference is the difference of the weighted lumas.</remarks>
    public static LumaPsnr Edsr { get; } = new(
        "psnr:edsr", "PSNR on the RGB difference weighted by (65.738, 129.057, 25.064)/256, border = scale (EDSR, CADyQ, AdaBM)", LumaWeights.Edsr, forLuma: false);

    /// <remarks>For networks on luma; the evaluation prepares IDN's protocol: HR's rounded luma and its unrounded bicubic reduction.</remarks>
    public static LumaPsnr IdnY { get; } = new(
        "psnr:idn-y", "PSNR of rounded SR luma against rounded BT.601 HR luma, border = scale; LR = unrounded bicubic of that HR luma (IDN)", LumaWeights.Bt601, forLuma: true);

    /// <returns>NaN where it would pass under another's name: IDN's protocol is for networks on luma, the others for those on RGB.</returns>
    public override double Compute(MetricImage sr, MetricImage hr, int scale) =>
        _forLuma != (sr.Rgb is null) ? double.NaN : Psnr.FromMeanSquare(Psnr.MeanSquare(sr.Luma(_weights), hr.Luma(_weights), sr.Width, sr.Height, scale));
}
