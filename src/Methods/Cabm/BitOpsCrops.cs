using System.Collections.Immutable;
using Research.Framework.Data;
using Research.Framework.Evaluation;
using Research.Framework.Training;

namespace Research.Methods.Cabm;

/// <summary>BitOPs sampling: crops to which the table gives expensive networks are drawn more often.</summary>
/// <remarks>
/// Crops are of three levels, the thirds of the table's range of FAB (the paper does not say how it parts them). A crop of level m is drawn with the probability
/// l_m = N_m sum_{k in m} BitOPs_k^2 / sum over levels of the same, N_m the number of samples of the level, BitOPs_k what sample k costs by the paper's own
/// count, in proportion to FAB^2; within a level all alike. Samples are places drawn once from the seed, all images and places alike (paper, section 3.3).
/// </remarks>
internal sealed class BitOpsCrops
{
    private const int Levels = 3;

    private readonly IReadOnlyList<CropPlace>[] _places = new IReadOnlyList<CropPlace>[Levels];

    /// <param name="images">None smaller than the crop.</param>
    /// <param name="crop">Side in LR pixels.</param>
    /// <param name="count">Places to draw.</param>
    internal BitOpsCrops(IReadOnlyList<ImagePair> images, int crop, BitTable table, int count, Random random)
    {
        var fabs = Enumerable.Range(0, BitTable.Keys).Select(table.Fab).ToArray();
        var (low, width) = (fabs.Min(), fabs.Max() - fabs.Min());
        var samples = Enumerable.Range(0, count).Select(_ => CropPlace.Draw(images, crop, random)).ToList()
            .ConvertAll(place => (Place: place, Fab: fabs[EdgeScore.Key(images[place.Image].Lr.Crop(place.X, place.Y, crop, crop))]));
        var levels = samples.ToLookup(sample => width > 0 ? Math.Min(Levels - 1, (int)(Levels * (sample.Fab - low) / width)) : 0);
        var shares = Enumerable.Range(0, Levels).Select(level => (double)levels[level].Count() * levels[level].Sum(sample => Math.Pow(sample.Fab, 4))).ToArray();
        Probabilities = [.. shares.Select(share => share / shares.Sum())];
        for (var level = 0; level < Levels; level++)
        {
            _places[level] = [.. levels[level].Select(sample => sample.Place)];
        }
    }

    /// <summary>l_m of easy, medium and hard.</summary>
    internal ImmutableArray<double> Probabilities { get; }

    /// <summary>Thread-safe.</summary>
    internal CropPlace Draw(Random random)
    {
        var (at, level) = (random.NextDouble(), 0);
        while (level < Levels - 1 && at >= Probabilities[level])
        {
            at -= Probabilities[level++];
        }

        while (_places[level].Count == 0)
        {
            level--; // Rounding led beyond the last level that has places.
        }

        return _places[level][random.Next(_places[level].Count)];
    }
}
