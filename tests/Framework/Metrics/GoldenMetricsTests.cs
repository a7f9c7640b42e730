using Research.Framework.Data;
using Research.Framework.Metrics;

namespace Research.Tests.Framework.Metrics;

/// <summary>Against float64 values computed by independent code on images given by closed formulas.</summary>
[Trait("tier", "unit")]
public sealed class GoldenMetricsTests
{
    private const int Width = 36;
    private const int Height = 40;
    private const int Shave = 4;

    private static readonly MetricImage Hr = Make((c, y, x) => Base(c, y, x));
    private static readonly MetricImage Sr = Make((c, y, x) => Math.Clamp(Base(c, y, x) + (((3 * x) + (5 * y) + (11 * c)) % 7) - 3, 0, 255));

    [Theory]
    [InlineData("psnr:edsr", 50.03030120190467)]
    [InlineData("ssim:y-valid", 0.9998525490170708)]
    [InlineData("ssim:adabm-replicate", 0.9998333701144638)]
    public void AgreesWithTheGoldenValue(string metric, double expected) =>
        Assert.Equal(expected, ((ImageMetric)MetricCatalog.Find(metric)).Compute(Sr, Hr, Shave), 1e-6);

    [Fact]
    public void PsnrOfEqualImages_IsInfinite() =>
        Assert.Equal(double.PositiveInfinity, LumaPsnr.Y.Compute(Hr, Hr, Shave));

    [Theory]
    [InlineData(1)]
    [InlineData(16)]
    public void PsnrRgb_OfAConstantDifference_IsItsClosedForm(int difference)
    {
        var (a, b) = (Make((_, _, _) => 100), Make((_, _, _) => 100 + difference));
        Assert.Equal(20 * Math.Log10(255.0 / difference), new RgbPsnr(0).Compute(a, b, 2), 1e-10);
    }

    [Fact]
    public void TheBorderIsLeftOut()
    {
        var damaged = Make((c, y, x) => x < Shave || y < Shave || x >= Width - Shave || y >= Height - Shave ? 0 : Base(c, y, x));
        Assert.Equal(double.PositiveInfinity, LumaPsnr.Y.Compute(damaged, Hr, Shave));
        Assert.Equal(1, LumaSsim.Valid.Compute(damaged, Hr, Shave), 1e-12);
        Assert.True(double.IsFinite(LumaPsnr.Y.Compute(damaged, Hr, Shave - 1)));
    }

    private static int Base(int c, int y, int x) => ((7 * x) + (13 * y) + (29 * c) + (x * y)) % 256;

    private static MetricImage Make(Func<int, int, int, int> value)
    {
        var image = new RgbImage(Width, Height);
        for (var i = 0; i < image.Pixels.Length; i++)
        {
            image.Pixels[i] = (byte)value(i % 3, i / 3 / Width, i / 3 % Width);
        }

        return MetricImage.FromRgb(image);
    }
}
