using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Research.Framework.Data;
using Research.Framework.Experiments;
using Research.Framework.Graph;
using Research.Framework.Runtime;
using Research.Framework.Yaml;

namespace Research.Framework.Training;

/// <summary>Checks a document against its types and the catalogs, and goes on after an error.</summary>
internal sealed partial class TrainingReader(YamlFile file, Catalogs catalogs)
{
    private readonly List<string> _errors = [];

    /// <exception cref="ResearchException">All that is wrong.</exception>
    public TrainingRecipe Read()
    {
        if (file.Bind(file.Root, typeof(TrainingDocument), "$", _errors) is not TrainingDocument written)
        {
            throw new ResearchException(string.Join('\n', _errors));
        }

        Check("name", NamePattern().IsMatch(written.Name), $"'{written.Name}' becomes the name of a file: use letters, digits, '.', '-' and '_'");
        var graph = Try("$.network", () => catalogs.Networks.Find(written.Network)) is { } architecture ? Try("$.parameters", () => architecture.Build(written.Parameters ?? [], written.Scale)) : null;
        CheckNumbers(written);
        var images = written.Images.Select((node, index) => Choice(node, $"$.images[{index}]")).OfType<DatasetChoice>().ToImmutableArray();
        Check("images", written.Images.Count > 0, "name at least one data set");
        var validation = Choice(written.Validation, "$.validation");
        var start = Start(written.Start, graph);
        return _errors.Count > 0
            ? throw new ResearchException(string.Join('\n', _errors))
            : new TrainingRecipe(
                written.Name, written.Title, written.Network, written.Parameters ?? [], written.Scale, images, validation!, written.Crop, written.Batch, written.Steps,
                new StepSchedule(written.LearningRate, [.. written.Schedule?.Milestones ?? []], written.Schedule?.Factor ?? 1), written.Licence, written.Seed, written.LogEvery, written.Initial)
            {
                Start = start,
                Loss = written.Loss,
            };
    }

    /// <param name="graph">Of the network; null where it is wrong.</param>
    private TrainingStart? Start(StartDocument? written, NetworkGraph? graph)
    {
        if (written is null)
        {
            return null;
        }

        var known = graph?.Tensors.Select(tensor => tensor.Name).ToList() ?? [];
        foreach (var (index, block) in (written.Identity ?? []).Index())
        {
            Check($"start.identity[{index}]", graph is null || known.Exists(name => TrainingStart.IsBelow(name, block)), $"the network has nothing below '{block}'");
        }

        var rename = written.Rename?.Where(rule => rule.Value?.GetValueKind() == JsonValueKind.String).ToImmutableSortedDictionary(rule => rule.Key, rule => rule.Value!.GetValue<string>(), StringComparer.Ordinal);
        Check("start.rename", rename is null || rename.Count == written.Rename!.Count, "expected the new network's names, by the old one's");
        return new TrainingStart(written.From, rename ?? ImmutableSortedDictionary<string, string>.Empty, [.. written.Identity ?? []], [.. written.Except ?? []]);
    }

    private void CheckNumbers(TrainingDocument written)
    {
        Check("crop", written.Crop is >= 4 and <= 1024, "expected 4 to 1024 LR pixels");
        Check("batch", written.Batch is >= 1 and <= 4096, "expected 1 to 4096 crops");
        Check("steps", written.Steps >= 1, "expected at least one step");
        Check("log_every", written.LogEvery >= 1, "expected at least one step");
        Check("learning_rate", written.LearningRate is > 0 and <= 1, "expected a number above 0, at most 1");
        if (written.Schedule is { } schedule)
        {
            var milestones = schedule.Milestones;
            Check("schedule.factor", schedule.Factor is > 0 and < 1, "expected a number between 0 and 1");
            Check("schedule.milestones", milestones.Zip(milestones.Skip(1)).All(pair => pair.First < pair.Second) && milestones.All(milestone => milestone > 0 && milestone < written.Steps),
                $"expected ascending steps between 0 and {written.Steps}");
        }
    }

    /// <summary>A data set by its name, or by the keys that experiments use.</summary>
    private DatasetChoice? Choice(JsonNode? node, string path)
    {
        var keys = node is JsonValue value && value.GetValueKind() == JsonValueKind.String ? new JsonObject { ["prefer"] = value.GetValue<string>() } : node;
        if (file.Bind(keys, typeof(DatasetDocument), path, _errors) is not DatasetDocument written)
        {
            return null;
        }

        foreach (var name in new[] { written.Prefer, written.Else }.OfType<string>())
        {
            _ = Try(path, () => Known(name));
        }

        return new DatasetChoice(written.Prefer, written.Else, written.As, written.Optional);
    }

    /// <summary>Whether there is such a set at all; whether it is at hand is found when it is opened.</summary>
    private string Known(string name)
    {
        var id = DatasetCatalog.Split(name).Id;
        var ids = catalogs.Datasets.Sources.Select(source => source.Id).ToList();
        return ids.Contains(id, StringComparer.OrdinalIgnoreCase) ? id : throw new ResearchException($"There is no data set '{id}'.{Nearest.Hint(id, ids)}");
    }

    private T? Try<T>(string path, Func<T> find)
        where T : class
    {
        try
        {
            return find();
        }
        catch (ResearchException error)
        {
            _errors.Add($"{file.At(path)}: {error.Message}");
            return null;
        }
    }

    private void Check(string key, bool holds, string message)
    {
        if (!holds)
        {
            _errors.Add($"{file.At($"$.{key}")}: {message}");
        }
    }

    [GeneratedRegex("^[A-Za-z0-9][A-Za-z0-9._-]*$")]
    private static partial Regex NamePattern();
}
