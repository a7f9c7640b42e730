namespace Research.Framework.Metrics;

/// <summary>SSIM on luma after leaving out a border of the scale.</summary>
public sealed class LumaSsim : ImageMetric
{
    private readonly LumaWeights _weights;
    private readonly bool _replicate;

    private LumaSsim(string id, string convention, LumaWeights weights, bool replicate)
    {
        Info = new MetricInfo(id, 1, string.Empty, convention);
        _weights = weights;
        _replicate = replicate;
    }

    public override MetricInfo Info { get; }

    public static LumaSsim Valid { get; } = new(
        "ssim:y-valid", "SSIM on BT.601 luma, 11x11 Gaussian sigma 1.5 where it fits, border = scale", LumaWeights.Bt601, replicate: false);

    public static LumaSsim Replicate { get; } = new(
        "ssim:y-replicate", "SSIM on BT.601 luma, 11x11 Gaussian sigma 1.5, border replicated, full map, border = scale", LumaWeights.Bt601, replicate: true);

    public static LumaSsim AdaBm { get; } = new(
        "ssim:adabm-replicate", "SSIM on (65.738, 129.057, 25.064)/256 luma without offset, border replicated, full map, border = scale (AdaBM)", LumaWeights.Edsr, replicate: true);

    public static LumaSsim Cadyq { get; } = new(
        "ssim:cadyq255", "SSIM on (65.738, 129.057, 25.064)/255 luma with offset 16, window where it fits, border = scale (CADyQ)", LumaWeights.Cadyq, replicate: false);

    public override double Compute(MetricImage sr, MetricImage hr, int scale) =>
        Ssim.Mean(Shave(sr, scale), Shave(hr, scale), sr.Width - (2 * scale), sr.Height - (2 * scale), _replicate);

    private double[] Shave(MetricImage image, int border)
    {
        var (width, height) = (image.Width - (2 * border), image.Height - (2 * border));
        var luma = image.Luma(_weights);
        var shaved = new double[width * height];
        for (var y = 0; y < height; y++)
        {
            luma.AsSpan(((y + border) * image.Width) + border, width).CopyTo(shaved.AsSpan(y * width));
        }

        return shaved;
    }
}
