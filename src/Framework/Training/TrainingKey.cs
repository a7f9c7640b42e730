using System.Text.Json;
using System.Text.Json.Nodes;
using Research.Framework.Data;
using Research.Framework.Experiments;

namespace Research.Framework.Training;

/// <summary>All that decides the weights of a recipe, and so which checkpoints are its own. What stands at its default and came later is absent: older checkpoints stay good.</summary>
internal static class TrainingKey
{
    /// <summary>Changes with anything that changes the weights that a recipe gives.</summary>
    private const int Version = 1;

    internal static CellKey Of(TrainingRecipe recipe, IEnumerable<ImageDataset> sets, StartingWeights? start)
    {
        var key = new JsonObject
        {
            ["trainer"] = Version,
            ["network"] = recipe.Network,
            ["parameters"] = recipe.Parameters.DeepClone(),
            ["scale"] = recipe.Scale,
            ["images"] = new JsonArray([.. sets.Select(set => JsonValue.Create(set.ContentHash(recipe.Scale)))]),
            ["crop"] = recipe.Crop,
            ["batch"] = recipe.Batch,
            ["steps"] = recipe.Steps,
            ["schedule"] = JsonSerializer.SerializeToNode(recipe.Schedule),
            ["seed"] = recipe.Seed,
            ["log_every"] = recipe.LogEvery,
        };
        if (recipe.Initial != InitialWeights.Pytorch)
        {
            key["initial"] = recipe.Initial.ToString();
        }

        if (recipe.Loss != PixelLoss.L1)
        {
            key["loss"] = recipe.Loss.ToString();
        }

        if (start is not null)
        {
            key["start"] = new JsonObject
            {
                ["weights"] = start.Hash(),
                ["rename"] = new JsonObject(start.Start.Rename.Select(rule => KeyValuePair.Create(rule.Key, (JsonNode?)rule.Value))),
                ["identity"] = new JsonArray([.. start.Start.Identity.Select(block => (JsonNode)block)]),
                ["except"] = new JsonArray([.. start.Start.Except.Select(name => (JsonNode)name)]),
            };
        }

        return new CellKey(key);
    }
}
