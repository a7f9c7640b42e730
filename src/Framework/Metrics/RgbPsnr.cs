using System.Globalization;
using Research.Framework.Data;

namespace Research.Framework.Metrics;

/// <summary>PSNR over R, G and B together; NaN for networks on luma, which have no colours.</summary>
public sealed class RgbPsnr : ImageMetric
{
    private readonly int? _crop;

    /// <param name="crop">Border to leave out, in HR pixels; null for the scale.</param>
    public RgbPsnr(int? crop)
    {
        _crop = crop;
        var border = crop?.ToString(CultureInfo.InvariantCulture) ?? "scale";
        Info = new MetricInfo($"psnr:rgb[crop={border}]", 1, "dB", $"PSNR over R, G and B together, border = {border}");
    }

    public override MetricInfo Info { get; }

    public override double Compute(MetricImage sr, MetricImage hr, int scale) =>
        sr.Rgb is null || hr.Rgb is null ? double.NaN : Psnr.FromMeanSquare(MeanSquare(sr.Rgb, hr.Rgb, _crop ?? scale));

    private static double MeanSquare(RgbImage a, RgbImage b, int shave)
    {
        var (width, height) = (a.Width - (2 * shave), a.Height - (2 * shave));
        Psnr.RequirePixels(a.Width, a.Height, shave);
        var sum = 0L;
        for (var y = shave; y < a.Height - shave; y++)
        {
            var start = ((y * a.Width) + shave) * 3;
            for (var i = start; i < start + (3 * width); i++)
            {
                var difference = a.Pixels[i] - b.Pixels[i];
                sum += difference * difference;
            }
        }

        return sum / 3.0 / width / height;
    }
}
