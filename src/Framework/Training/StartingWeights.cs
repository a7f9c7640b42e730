using Research.Framework.Experiments;
using Research.Framework.Graph;
using Research.Framework.Runtime;
using Research.Framework.Weights;

namespace Research.Framework.Training;

/// <summary>The weights that a recipe starts from, found.</summary>
internal sealed record StartingWeights(TrainingStart Start, WeightsEntry Entry, int Scale, NetworkLoader Loader)
{
    /// <exception cref="ResearchException">They are not at hand.</exception>
    internal static StartingWeights? Find(TrainingRecipe recipe, Catalogs catalogs, ResearchPaths paths)
    {
        if (recipe.Start is not { } start)
        {
            return null;
        }

        var entry = File.Exists(start.From) ? catalogs.Weights.Identify(start.From)
            : start.From.EndsWith(".safetensors", StringComparison.Ordinal) ? throw new ResearchException($"{recipe.Name} starts from '{start.From}', which is not there. Train it first, or name other weights under 'start'.")
            : catalogs.Weights.Find(start.From);
        return new StartingWeights(start, entry, entry.Scales.Contains(recipe.Scale) ? recipe.Scale : entry.Scales[0], new NetworkLoader(catalogs.Networks, paths));
    }

    /// <exception cref="ResearchException">They are not at hand.</exception>
    internal string Hash() => Loader.Hash(Entry, Scale);

    /// <summary>Puts them into a network with initial values.</summary>
    internal void Into(SrNetwork network)
    {
        using var trained = Loader.Load(Entry, Scale).Network;
        WarmStart.Apply(network, trained, Start);
    }
}
