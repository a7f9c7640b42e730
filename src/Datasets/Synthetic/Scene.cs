using Research.Framework.Data;

namespace Research.Datasets.Synthetic;

/// <summary>The colour at a point of an image, in pixels from its top left corner.</summary>
internal delegate Colour Scene(double x, double y);

/// <summary>Makes a scene for an image of a size.</summary>
internal delegate Scene SceneFactory(Random random, int width, int height);

internal static class SceneRenderer
{
    private const int Side = 3;

    /// <summary>Every pixel is the mean of 3x3 points within it, so that edges are as soft as a camera's.</summary>
    public static RgbImage Render(Scene scene, int width, int height)
    {
        var image = new RgbImage(width, height);
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                var sum = default(Colour);
                for (var point = 0; point < Side * Side; point++)
                {
                    sum += scene(x + (((point % Side) + 0.5) / Side), y + (((point / Side) + 0.5) / Side));
                }

                var mean = sum * (1.0 / (Side * Side));
                var at = ((y * width) + x) * 3;
                image.Pixels[at] = Round(mean.R);
                image.Pixels[at + 1] = Round(mean.G);
                image.Pixels[at + 2] = Round(mean.B);
            }
        }

        return image;
    }

    private static byte Round(double value) => (byte)Math.Clamp(Math.Round(value), 0, 255);
}
