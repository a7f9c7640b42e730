using Research.Framework.Data;
using Research.Framework.Runtime;

namespace Research.Framework.Experiments;

/// <summary>A data set as it is used on this machine.</summary>
/// <param name="WhyNotPreferred">Why <see cref="DatasetChoice.Else"/> was taken; null where the preferred one was.</param>
public sealed record OpenedDataset(DatasetChoice Choice, ImageDataset Images, string? WhyNotPreferred)
{
    public string Name => Images.Name;

    /// <summary>See <see cref="IDatasetSource.Redistributable"/>.</summary>
    public bool Redistributable { get; private init; }

    /// <summary>As <see cref="Open"/>, but nothing is fetched.</summary>
    /// <returns>Null where neither is at hand.</returns>
    /// <exception cref="ResearchException">A name, or a part that the set does not have.</exception>
    public static OpenedDataset? AtHand(DatasetChoice choice, Catalogs catalogs, ResearchPaths paths)
    {
        foreach (var name in new[] { choice.Prefer, choice.Else }.OfType<string>())
        {
            try
            {
                return Of(choice, name, null, catalogs, paths, fetch: false);
            }
            catch (DatasetUnavailableException)
            {
                // The other one may be.
            }
        }

        return null;
    }

    /// <summary>Opens the preferred set, else the other one.</summary>
    /// <returns>Null where an optional set cannot be had.</returns>
    /// <exception cref="ResearchException">Neither can be had, or the name is wrong.</exception>
    internal static OpenedDataset? Open(DatasetChoice choice, Catalogs catalogs, ResearchPaths paths, ICollection<SkippedPart> skipped)
    {
        try
        {
            return Of(choice, choice.Prefer, null, catalogs, paths);
        }
        catch (DatasetUnavailableException reason) when (choice.Else is not null)
        {
            return Of(choice, choice.Else, reason.Message, catalogs, paths);
        }
        catch (DatasetUnavailableException) when (choice.Optional)
        {
            skipped.Add(new SkippedPart(choice.Prefer, "the data set is not at hand"));
            return null;
        }
    }

    private static OpenedDataset Of(DatasetChoice choice, string name, string? whyNotPreferred, Catalogs catalogs, ResearchPaths paths, bool fetch = true) =>
        new(choice, catalogs.Datasets.Open(name, paths, choice.Use, fetch), whyNotPreferred) { Redistributable = catalogs.Datasets.IsRedistributable(name) };
}
