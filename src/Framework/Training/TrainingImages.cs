using System.Collections.Immutable;
using System.Runtime.ExceptionServices;
using Research.Framework.Data;
using Research.Framework.Runtime;

namespace Research.Framework.Training;

/// <summary>The images of a training, decoded and kept in memory.</summary>
/// <param name="Pairs">In the order of the sets.</param>
/// <param name="LeftOut">Those smaller than the crop, as <c>set/image</c>.</param>
public sealed record TrainingImages(ImmutableArray<ImagePair> Pairs, ImmutableArray<string> LeftOut)
{
    /// <param name="crop">Side in LR pixels.</param>
    /// <exception cref="ResearchException">No set, one without HR, an image that cannot be read, or nothing left.</exception>
    public static TrainingImages Read(IReadOnlyList<ImageDataset> sets, int scale, int crop, CancellationToken cancellation)
    {
        if (sets.Count == 0)
        {
            throw new ResearchException("There are no training images; name data sets under 'training' of which one is at hand.");
        }

        var all = sets.SelectMany(set => set.ImageIds.Select(id => (Set: set, Id: id))).ToList();
        var pairs = new ImagePair[all.Count];
        try
        {
            Parallel.For(0, all.Count, new ParallelOptions { CancellationToken = cancellation }, i => pairs[i] = all[i].Set.ReadPair(all[i].Id, scale));
        }
        catch (AggregateException problems)
        {
            ExceptionDispatchInfo.Throw(problems.InnerExceptions[0]);
        }

        var fits = all.Zip(pairs, (image, pair) => (Name: $"{image.Set.Name}/{image.Id}", Pair: pair)).ToLookup(image => image.Pair.Lr.Width >= crop && image.Pair.Lr.Height >= crop);
        return fits.Contains(true)
            ? new TrainingImages([.. fits[true].Select(image => image.Pair)], [.. fits[false].Select(image => image.Name)])
            : throw new ResearchException($"No image of {string.Join(", ", sets.Select(set => set.Name))} is as large as the crop of {crop} LR pixels at x{scale}; take a smaller crop or other images.");
    }
}
