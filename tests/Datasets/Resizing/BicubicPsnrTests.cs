using Research.Datasets.Resizing;
using Research.Framework.Data;

namespace Research.Tests.Datasets.Resizing;

/// <summary>The field's own figures for bicubic SR: luma PSNR in dB, scale pixels dropped on every side, mean over the set.</summary>
[Trait("tier", "real")]
public sealed class BicubicPsnrTests
{
    [Theory]
    [InlineData("Set5", 33.67, 30.40, 28.43)]
    [InlineData("Set14", 30.33, 27.63, 26.09)]
    [InlineData("B100", 29.56, 27.21, 25.96)]
    [InlineData("Urban100", 26.88, 24.46, 23.14)]
    public void Bicubic_reaches_its_known_figures(string name, double x2, double x3, double x4)
    {
        var set = RealData.Benchmark(name);
        double[] expected = [x2, x3, x4];
        var psnr = new double[3, set.ImageIds.Count];
        Parallel.For(0, 3 * set.ImageIds.Count, i =>
        {
            var (scale, image) = ((i % 3) + 2, i / 3);
            psnr[i % 3, image] = Psnr(set.ReadPair(set.ImageIds[image], scale), scale);
        });
        for (var i = 0; i < 3; i++)
        {
            var mean = Enumerable.Range(0, set.ImageIds.Count).Average(image => psnr[i, image]);
            Assert.Equal(expected[i], mean, 0.01);
        }
    }

    private static double Psnr(ImagePair pair, int scale)
    {
        var sr = BicubicResizer.Enlarge(pair.Lr, scale);
        var sum = 0.0;
        var count = 0;
        for (var y = scale; y < sr.Height - scale; y++)
        {
            for (var x = scale; x < sr.Width - scale; x++)
            {
                var difference = Luma(sr, x, y) - Luma(pair.Hr, x, y);
                sum += difference * difference;
                count++;
            }
        }

        return 10 * Math.Log10(255 * 255 / (sum / count));
    }

    private static double Luma(RgbImage image, int x, int y)
    {
        var pixel = image.Pixels.AsSpan(((y * image.Width) + x) * 3, 3);
        return 16 + (((65.481 * pixel[0]) + (128.553 * pixel[1]) + (24.966 * pixel[2])) / 255);
    }
}
