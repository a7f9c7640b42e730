using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Research.Framework.Runtime;

namespace Research.Methods.Cabm;

/// <summary>A table as JSON: what it is for, its distinct configurations, and from which key on each holds.</summary>
internal static class TableFile
{
    /// <summary>Beside the state of a kept network.</summary>
    internal const string Name = "table.json";

    private const int MostCandidates = 10;

    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    /// <param name="start">SHA-256 of the network whose choices it holds.</param>
    internal static string Write(BitTable table, TableScope scope, string start)
    {
        var (configurations, runs) = (new List<string>(), new List<int[]>());
        for (var key = 0; key < BitTable.Keys; key++)
        {
            if (key > 0 && table.Of(key).SequenceEqual(table.Of(key - 1)))
            {
                continue;
            }

            var configuration = string.Concat(table.Of(key).ToArray().Select(choice => choice.ToString(CultureInfo.InvariantCulture)));
            var known = configurations.IndexOf(configuration);
            if (known < 0)
            {
                known = configurations.Count;
                configurations.Add(configuration);
            }

            runs.Add([key, known]);
        }

        return JsonSerializer.Serialize(new Content(scope.Network, scope.Scale, start, scope.Rule, [.. scope.Layers.Select(Layer.Of)], [.. configurations], [.. runs.Select(run => run.ToImmutableArray())]), Json) + "\n";
    }

    /// <exception cref="ResearchException">It cannot be read, or was made for something else.</exception>
    /// <param name="start">SHA-256 of the network that it must have been made of; null: of any.</param>
    internal static BitTable Read(string path, TableScope scope, string? start = null)
    {
        Content content;
        try
        {
            content = JsonSerializer.Deserialize<Content>(File.ReadAllBytes(path), Json) ?? throw new JsonException("it is empty");
        }
        catch (Exception problem) when (problem is JsonException or IOException or UnauthorizedAccessException)
        {
            throw new ResearchException($"'{path}' is no table of CABM that can be read: {problem.Message}", problem);
        }

        var difference =
            content.Network != scope.Network ? $"network '{content.Network}', not '{scope.Network}'"
            : content.Scale != scope.Scale ? $"scale {content.Scale}, not {scope.Scale}"
            : !content.Layers.Select(layer => layer?.Name).SequenceEqual(scope.Layers.Select(layer => layer.Name), StringComparer.Ordinal) ? "other layers"
            : !content.Layers.Zip(scope.Layers).All(pair => pair.First!.Bits.SequenceEqual(pair.Second.Candidates)) ? "other candidates of bits"
            : start is not null && content.Start != start ? $"a start network with other weights (SHA-256 {content.Start}, not {start})"
            : null;
        return difference is null ? Table(path, content, scope) : throw new ResearchException($"The table '{path}' was made for {difference}. Leave 'table' away to make one.");
    }

    private static BitTable Table(string path, Content content, TableScope scope)
    {
        var count = scope.Layers.Length;
        var fits = content.Configurations.All(configuration => configuration?.Length == count && scope.Layers.Zip(configuration).All(pair => pair.Second - '0' is >= 0 and < MostCandidates and var choice && choice < pair.First.Candidates.Length))
            && content.Keys.All(run => run is [>= 0 and < BitTable.Keys, >= 0 and var index] && index < content.Configurations.Length)
            && content.Keys is [[0, _], ..] && content.Keys.Zip(content.Keys.Skip(1)).All(pair => pair.First[0] < pair.Second[0]);
        if (!fits)
        {
            throw new ResearchException($"'{path}' is damaged: its keys must ascend from 0, and each name a configuration with a candidate for each of the {count} layers.");
        }

        var choices = new byte[BitTable.Keys * count];
        for (int key = 0, run = 0; key < BitTable.Keys; key++)
        {
            run += run + 1 < content.Keys.Length && content.Keys[run + 1][0] == key ? 1 : 0;
            var configuration = content.Configurations[content.Keys[run][1]]!;
            for (var layer = 0; layer < count; layer++)
            {
                choices[(key * count) + layer] = (byte)(configuration[layer] - '0');
            }
        }

        return new BitTable(scope.Layers, choices);
    }

    /// <param name="Start">SHA-256 of the network whose choices it holds.</param>
    /// <param name="Configurations">Digits: for each layer the index of its candidate.</param>
    /// <param name="Keys">First key and index of the configuration, which holds up to the next; keys are edge scores times 100.</param>
    private sealed record Content(
        string Network,
        int Scale,
        string Start,
        string Rule,
        ImmutableArray<Layer?> Layers,
        ImmutableArray<string?> Configurations,
        ImmutableArray<ImmutableArray<int>> Keys);

    private sealed record Layer(string Name, ImmutableArray<int> Bits)
    {
        internal static Layer Of(TableLayer layer) => new(layer.Name, layer.Candidates);
    }
}
