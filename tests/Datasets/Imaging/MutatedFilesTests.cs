using System.Diagnostics;
using Research.Datasets.Imaging;
using Research.Framework.Runtime;

namespace Research.Tests.Datasets.Imaging;

/// <summary>Damaged files give an image or the documented exception: nothing else, no hang, no crash. 500 files; 10,000 with RESEARCH_SOAK=1.</summary>
[Trait("soak", "yes")]
[Trait("tier", "unit")]
public sealed class MutatedFilesTests
{
    private static readonly byte[][] Originals =
    [
        TestImages.Png(TestImages.Smooth(61, 47)),
        TestImages.Png(TestImages.Noise(16, 16)),
        TestImages.LosslessWebp(TestImages.Smooth(61, 47)),
        TestImages.LossyWebp(TestImages.Smooth(61, 47)),
        TestImages.Bmp(TestImages.Smooth(31, 17)),
        TestImages.Jpeg(TestImages.Smooth(61, 47)),
        TestImages.AnimatedWebp(TestImages.Smooth(20, 20)),
    ];

    [Fact]
    public void Mutated_files_are_read_or_refused()
    {
        var count = Environment.GetEnvironmentVariable("RESEARCH_SOAK") == "1" ? 10_000 : 500;
        var limits = new ImageLimits(MaxPixels: 4_000_000);
        var seeds = new Seeds(20);
        var (read, refused) = (0, 0);
        for (var i = 0; i < count; i++)
        {
            var random = seeds.Random($"{i}");
            var file = Mutate(Originals[i % Originals.Length], random);
            var started = Stopwatch.GetTimestamp();
            try
            {
                var image = ImageFile.Decode(file, $"mutant {i}", limits);
                Assert.True((long)image.Width * image.Height <= limits.MaxPixels);
                read++;
            }
            catch (ImageFormatException error)
            {
                Assert.StartsWith($"Image 'mutant {i}': ", error.Message, StringComparison.Ordinal);
                refused++;
            }

            Assert.True(Stopwatch.GetElapsedTime(started) < TimeSpan.FromSeconds(5), $"mutant {i} took {Stopwatch.GetElapsedTime(started)}");
        }

        // Both happen: else the mutations are too weak, or everything is refused.
        Assert.InRange(refused, count / 4, count);
        Assert.InRange(read, count / 50, count);
    }

    private static byte[] Mutate(byte[] original, Random random)
    {
        var file = original.ToArray();
        switch (random.Next(6))
        {
            case 0:
                return file[..random.Next(file.Length)];
            case 1:
                for (var n = random.Next(1, 9); n > 0; n--)
                {
                    file[random.Next(file.Length)] ^= (byte)(1 << random.Next(8));
                }

                return file;
            case 2:
                file[random.Next(Math.Min(64, file.Length))] = (byte)random.Next(256);
                return file;
            case 3:
                // Extreme 32-bit values, in the header where sizes are.
                byte[][] extremes = [[0xFF, 0xFF, 0xFF, 0xFF], [0x7F, 0xFF, 0xFF, 0xFF], [0, 0, 0, 0], [0, 0, 0xFF, 0x7F], [0, 0, 0, 0x80]];
                extremes[random.Next(extremes.Length)].CopyTo(file, random.Next(60));
                return file;
            case 4:
                var from = random.Next(file.Length);
                return [.. file[..from], .. file[Math.Min(file.Length, from + random.Next(1, 40))..]];
            default:
                var at = random.Next(file.Length);
                var inserted = new byte[random.Next(1, 40)];
                random.NextBytes(inserted);
                return [.. file[..at], .. inserted, .. file[at..]];
        }
    }
}
