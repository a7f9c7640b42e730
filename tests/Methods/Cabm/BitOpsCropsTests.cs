using System.Collections.Immutable;
using Research.Framework.Data;
using Research.Framework.Evaluation;
using Research.Framework.Runtime;
using Research.Framework.Training;
using Research.Methods.Cabm;

namespace Research.Tests.Methods.Cabm;

[Trait("tier", "unit")]
public sealed class BitOpsCropsTests
{
    private const int Crop = 6;
    private const int Count = 4000;

    private static readonly ImmutableArray<TableLayer> One = [new("a", [4, 6, 8], 10)];

    /// <summary>A flat image, and one with a noisy half.</summary>
    private static readonly ImagePair[] Images = [Pair("flat", _ => 0), Pair("half", x => x < 20 ? 0 : 40)];

    /// <summary>Scores below 1 have 4 bits, below 40 6, above 8.</summary>
    private static readonly BitTable Table = new(One, [.. Enumerable.Range(0, BitTable.Keys).Select(key => (byte)(key < 100 ? 0 : key < 4000 ? 1 : 2))]);

    [Fact]
    public void Probabilities_AreThoseOfThePapersFormula()
    {
        var places = Places(7);
        var bits = places.ConvertAll(Bits);
        double Share(int b) => bits.Count(x => x == b) * bits.Where(x => x == b).Sum(x => Math.Pow(x / 32.0, 4));
        var crops = new BitOpsCrops(Images, Crop, Table, Count, new Random(7));
        var all = Share(4) + Share(6) + Share(8);
        Assert.Equal([Share(4) / all, Share(6) / all, Share(8) / all], crops.Probabilities, (a, b) => Math.Abs(a - b) < 1e-12);
        Assert.All(new[] { 4, 6, 8 }, b => Assert.Contains(b, bits));
    }

    [Fact]
    public void Places_AreDrawnWithTheseProbabilities_AndWithinALevelAlike()
    {
        var crops = new BitOpsCrops(Images, Crop, Table, Count, new Random(7));
        var random = new Random(1);
        var drawn = Enumerable.Range(0, 20_000).Select(_ => crops.Draw(random)).ToList();
        foreach (var (b, p) in new[] { 4, 6, 8 }.Zip(crops.Probabilities))
        {
            Assert.Equal(p, drawn.Count(place => Bits(place) == b) / 20_000.0, 4 * Math.Sqrt(p * (1 - p) / 20_000) + 1e-9);
        }

        var flat = drawn.Where(place => Bits(place) == 4).ToList();
        var share = Places(7).Where(place => Bits(place) == 4).ToList() is var known ? known.Count(place => place.Image == 0) / (double)known.Count : 0;
        Assert.Equal(share, flat.Count(place => place.Image == 0) / (double)flat.Count, 0.05);
    }

    [Fact]
    public void ATableWithoutDifferences_LetsAllPlacesBeAlike()
    {
        var crops = new BitOpsCrops(Images, Crop, new BitTable(One, new byte[BitTable.Keys]), 50, new Random(3));
        Assert.Equal([1, 0, 0], crops.Probabilities);
        Assert.InRange(crops.Draw(new Random(4)).Image, 0, 1);
    }

    [Fact]
    public void Batches_AreAFunctionOfSeedAndStep()
    {
        using var scope = TorchSharp.torch.NewDisposeScope();
        float[] Draw(int seed, long step)
        {
            var crops = new BitOpsCrops(Images, Crop, Table, Count, new Seeds(seed).Random("places"));
            var sampler = new CropSampler(Images, 2, Crop, 4, new Seeds(seed)) { Choose = crops.Draw };
            using var ahead = sampler.Draw(step + 1);
            using var batch = sampler.Draw(step);
            return batch.Lr.contiguous().data<float>().ToArray();
        }

        Assert.Equal(Draw(1, 5), Draw(1, 5));
        Assert.NotEqual(Draw(1, 5), Draw(1, 6));
        Assert.NotEqual(Draw(1, 5), Draw(2, 5));
    }

    private static List<CropPlace> Places(int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, Count).Select(_ => CropPlace.Draw(Images, Crop, random))];
    }

    private static int Bits(CropPlace place) => Table.Bits(EdgeScore.Key(Images[place.Image].Lr.Crop(place.X, place.Y, Crop, Crop)))[0];

    private static ImagePair Pair(string id, Func<int, int> noise)
    {
        var random = new Random(2);
        var lr = new RgbImage(40, 30);
        for (var i = 0; i < lr.Pixels.Length; i++)
        {
            lr.Pixels[i] = (byte)(100 + (noise(i / 3 % 40) is > 0 and var spread ? random.Next(spread) : 0));
        }

        return new ImagePair(id, lr, new RgbImage(80, 60));
    }
}
