using Research.Datasets.Resizing;
using Research.Framework.Data;
using Research.Tests.Datasets.Imaging;

namespace Research.Tests.Datasets.Resizing;

[Trait("tier", "unit")]
public sealed class BicubicResizerTests
{
    [Theory]
    [InlineData(0.5)]
    [InlineData(1.0 / 3)]
    [InlineData(0.25)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Equals_the_formula_evaluated_sample_by_sample(double scale)
    {
        var image = TestImages.Noise(19, 14);
        var resized = BicubicResizer.Resize(image, scale);
        Assert.Equal(((int)Math.Ceiling(19 * scale), (int)Math.Ceiling(14 * scale)), (resized.Width, resized.Height));
        for (var channel = 0; channel < 3; channel++)
        {
            int Sample(int x, int y) => image.Pixels[(((y * 19) + x) * 3) + channel];
            var columns = Enumerable.Range(0, 19).Select(x => Line([.. Enumerable.Range(0, 14).Select(y => Sample(x, y))], scale)).ToArray();
            for (var y = 0; y < resized.Height; y++)
            {
                var row = Line([.. columns.Select(column => column[y])], scale);
                Assert.Equal(row, Enumerable.Range(0, resized.Width).Select(x => (int)resized.Pixels[(((y * resized.Width) + x) * 3) + channel]));
            }
        }
    }

    [Fact]
    public void HR_is_cropped_at_the_top_left_before_it_is_reduced()
    {
        var hr = TestImages.Noise(23, 14);
        Assert.Equal(BicubicResizer.Resize(hr.Crop(0, 0, 20, 12), 0.25).Pixels, BicubicResizer.Reduce(hr, 4).Pixels);
    }

    [Fact]
    public void A_constant_image_stays_constant()
    {
        var image = new RgbImage(9, 6);
        Array.Fill(image.Pixels, (byte)201);
        Assert.All(BicubicResizer.Reduce(image, 3).Pixels.Concat(BicubicResizer.Enlarge(image, 4).Pixels), sample => Assert.Equal(201, sample));
    }

    // One line by the definition: mirrored input, kernel at every distance, normalised, rounded half away from zero, clipped.
    private static int[] Line(int[] input, double scale) =>
        [.. Enumerable.Range(0, (int)Math.Ceiling(input.Length * scale)).Select(output =>
        {
            var center = ((output + 0.5) / scale) - 0.5;
            var stretch = Math.Min(1, scale);
            var (sum, weights) = (0.0, 0.0);
            for (var i = (int)Math.Floor(center - 10); i <= center + 10; i++)
            {
                var weight = Kernel(stretch * (center - i));
                var inside = i < 0 ? -1 - i : i >= input.Length ? (2 * input.Length) - 1 - i : i;
                (sum, weights) = (sum + (weight * input[Math.Clamp(inside, 0, input.Length - 1)]), weights + weight);
            }

            return (int)Math.Clamp(Math.Floor((sum / weights) + 0.5), 0, 255);
        })];

    private static double Kernel(double x) => Math.Abs(x) switch
    {
        <= 1 and var d => (1.5 * Math.Pow(d, 3)) - (2.5 * Math.Pow(d, 2)) + 1,
        < 2 and var d => (-0.5 * Math.Pow(d, 3)) + (2.5 * Math.Pow(d, 2)) - (4 * d) + 2,
        _ => 0,
    };
}
