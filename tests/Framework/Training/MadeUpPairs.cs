using Research.Framework.Data;
using Research.Framework.Runtime;

namespace Research.Tests.Framework.Training;

/// <summary>Pairs whose HR is LR with every pixel repeated: a crop of the one must be that of the other.</summary>
internal static class MadeUpPairs
{
    internal static ImagePair Random(int width, int height, int scale, int seed)
    {
        var lr = new RgbImage(width, height);
        new Seeds(seed).Random("pixels").NextBytes(lr.Pixels);
        var hr = new RgbImage(width * scale, height * scale);
        for (var i = 0; i < hr.Pixels.Length; i++)
        {
            var (x, y) = (i / 3 % hr.Width / scale, i / 3 / hr.Width / scale);
            hr.Pixels[i] = lr.Pixels[(((y * width) + x) * 3) + (i % 3)];
        }

        return new ImagePair($"random-{seed}", lr, hr);
    }
}
