using System.Globalization;

namespace Research.Framework.Metrics;

/// <summary>PSNR over R, G and B together; NaN for networks on luma, which have no colours.</summary>
public sealed class RgbPsnr : IMetric
{
    private readonly int? _crop;

    /// <param name="crop">Border to leave out, in HR pixels; null for the scale.</param>
    public RgbPsnr(int? crop)
    {
        _crop = crop;
        var border = crop?.ToString(CultureInfo.InvariantCulture) ?? "scale";
        Info = new MetricInfo($"psnr:rgb[crop={border}]", 1, "dB", $"PSNR over R, G and B together, border = {border}");
    }

    public MetricInfo Info { get; }

    public double Compute(MetricImage sr, MetricImage hr, int scale) =>
        sr.Planes.Count != hr.Planes.Count || sr.Planes.Count != 3
            ? double.NaN
            : Psnr.FromMeanSquare(sr.Planes.Zip(hr.Planes, (a, b) => Psnr.MeanSquare(a, b, sr.Width, sr.Height, _crop ?? scale)).Average());
}
