namespace Research.Framework.Metrics;

/// <summary>PSNR on luma, a border of the scale left out.</summary>
public sealed class LumaPsnr : IMetric
{
    private readonly LumaWeights _weights;
    private readonly bool _rounded;

    private LumaPsnr(string id, string convention, LumaWeights weights, bool rounded)
    {
        Info = new MetricInfo(id, 1, "dB", convention);
        _weights = weights;
        _rounded = rounded;
    }

    public MetricInfo Info { get; }

    public static LumaPsnr Y { get; } = new(
        "psnr:y", "PSNR on BT.601 luma (offset 16) of the 8-bit SR, luma not rounded, border = scale", LumaWeights.Bt601, rounded: false);

    /// <remarks>The weighted RGB difference is the difference of the weighted lumas.</remarks>
    public static LumaPsnr Edsr { get; } = new(
        "psnr:edsr", "PSNR on the RGB difference weighted by (65.738, 129.057, 25.064)/256, border = scale (EDSR, CADyQ, AdaBM)", LumaWeights.Edsr, rounded: false);

    /// <remarks>The LR image of IDN's protocol, the unrounded bicubic reduction of HR's rounded luma, is prepared by the evaluation.</remarks>
    public static LumaPsnr IdnY { get; } = new(
        "psnr:idn-y", "PSNR of rounded SR luma against rounded BT.601 HR luma, border = scale; LR = unrounded bicubic of that HR luma (IDN)", LumaWeights.Bt601, rounded: true);

    /// <returns>NaN for networks on luma, except under IDN's convention: their HR is rounded luma, which would pass under another name.</returns>
    public double Compute(MetricImage sr, MetricImage hr, int scale) =>
        sr.Planes.Count == 1 && !_rounded ? double.NaN : Psnr.FromMeanSquare(Psnr.MeanSquare(Luma(sr), Luma(hr), sr.Width, sr.Height, scale));

    private double[] Luma(MetricImage image)
    {
        var luma = image.Luma(_weights);
        return _rounded ? Array.ConvertAll(luma, value => Math.Round(value, MidpointRounding.ToEven)) : luma;
    }
}
