using System.Text.Json.Nodes;
using Research.Framework.Runtime;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Research.Framework.Yaml;

/// <summary>Turns YAML nodes into JSON nodes and remembers where each stood.</summary>
internal sealed class YamlConversion(string name)
{
    private const int MaxDepth = 64;
    private const int MaxNodes = 200_000;

    private readonly Dictionary<string, (Mark? Key, Mark Value)> _marks = new(StringComparer.Ordinal);
    private int _nodes;

    public JsonNode? Convert(YamlNode root)
    {
        _marks["$"] = (null, root.Start);
        return Convert(root, "$", 0);
    }

    public (long Line, long Column) Position(string path, bool onKey)
    {
        while (true)
        {
            if (_marks.TryGetValue(path, out var marks))
            {
                var mark = onKey && marks.Key is { } key ? key : marks.Value;
                return (mark.Line, mark.Column);
            }

            path = path[..Math.Max(path.LastIndexOfAny(['.', '[']), 1)];
        }
    }

    private JsonNode? Convert(YamlNode node, string path, int depth)
    {
        // Aliases may repeat nodes without end.
        if (depth > MaxDepth || ++_nodes > MaxNodes)
        {
            throw new ResearchException($"{name}({node.Start.Line},{node.Start.Column}): nested too deeply, or too many values.");
        }

        return node switch
        {
            YamlMappingNode mapping => Object(mapping, path, depth),
            YamlSequenceNode sequence => Array(sequence, path, depth),
            YamlScalarNode scalar => Scalar(scalar),
            _ => throw new ResearchException($"{name}({node.Start.Line},{node.Start.Column}): this kind of YAML node is not used here."),
        };
    }

    private JsonObject Object(YamlMappingNode mapping, string path, int depth)
    {
        var result = new JsonObject();
        foreach (var (key, value) in mapping.Children)
        {
            if (key is not YamlScalarNode { Value: { } text })
            {
                throw new ResearchException($"{name}({key.Start.Line},{key.Start.Column}): a key must be plain text.");
            }

            var child = $"{path}.{text}";
            _marks[child] = (key.Start, value.Start);
            result.Add(text, Convert(value, child, depth + 1));
        }

        return result;
    }

    private JsonArray Array(YamlSequenceNode sequence, string path, int depth)
    {
        var result = new JsonArray();
        foreach (var value in sequence.Children)
        {
            var child = $"{path}[{result.Count}]";
            _marks[child] = (null, value.Start);
            result.Add(Convert(value, child, depth + 1));
        }

        return result;
    }

    private static JsonNode? Scalar(YamlScalarNode scalar)
    {
        var text = scalar.Value ?? string.Empty;
        return scalar.Style != ScalarStyle.Plain ? JsonValue.Create(text) : text is "" or "~" ? null : PlainScalar.Parse(text);
    }
}
