using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Research.Framework.Runtime;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Research.Framework.Yaml;

/// <summary>
/// One YAML document as JSON that still knows the line and column of every key and value. Plain scalars are typed as in
/// JSON (<c>null</c>, <c>true</c>, numbers), everything else is text.
/// </summary>
public sealed class YamlFile
{
    private readonly Func<string, bool, string> _at;

    private YamlFile(string name, JsonNode? root, Func<string, bool, string> at)
    {
        Name = name;
        Root = root;
        _at = at;
    }

    /// <summary>How strict files are bound: snake_case, no unknown or repeated keys, required parameters, enums by name.</summary>
    public static JsonSerializerOptions Binding { get; } = new()
    {
        TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        AllowDuplicateProperties = false,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false) },
    };

    /// <summary>As shown in messages.</summary>
    public string Name { get; }

    public JsonNode? Root { get; }

    /// <exception cref="ResearchException">Not YAML, not exactly one document, or a repeated key: with <c>file(line,column)</c>.</exception>
    public static YamlFile Parse(string name, string text)
    {
        var parser = new Parser(new StringReader(text));
        try
        {
            var stream = new YamlStream();
            stream.Load(parser);
            if (stream.Documents.Count != 1)
            {
                var second = stream.Documents.Count == 0 ? Mark.Empty : stream.Documents[1].RootNode.Start;
                throw new ResearchException($"{name}({second.Line},{second.Column}): holds {stream.Documents.Count} YAML documents; one is expected.");
            }

            var conversion = new YamlConversion(name);
            return new YamlFile(name, conversion.Convert(stream.Documents[0].RootNode), (path, onKey) =>
            {
                var (line, column) = conversion.Position(path, onKey);
                return $"{name}({line},{column})";
            });
        }
        catch (AnchorNotFoundException error)
        {
            var alias = $"*{error.Message.Split('\'')[1]}"; // The error names it and comes without a place.
            var before = text[..Math.Max(0, text.IndexOf(alias, StringComparison.Ordinal))];
            throw new ResearchException($"{name}({before.Count(c => c == '\n') + 1},{before.Length - before.LastIndexOf('\n')}): there is no anchor for '{alias}'", error);
        }
        catch (YamlException error)
        {
            var at = error.Start.Index > 0 ? error.Start : parser.Current?.End ?? Mark.Empty; // Some errors come without a place.
            throw new ResearchException($"{name}({at.Line},{at.Column}): {error.Message}", error);
        }
        catch (InvalidOperationException error)
        {
            // The scanner's answer to some broken inputs, among them brackets that are never closed.
            var last = parser.Current?.End ?? Mark.Empty;
            throw new ResearchException($"{name}({last.Line},{last.Column}): what follows is not valid YAML; is a bracket, a brace or a quotation mark left open?", error);
        }
    }

    /// <summary>A document put together from parts of others.</summary>
    /// <param name="where">The file and path from which a path of the new document was taken.</param>
    public YamlFile Derived(JsonNode root, Func<string, (YamlFile File, string Path)> where) => new(Name, root, (path, onKey) =>
    {
        var (file, origin) = where(path);
        return file.At(origin, onKey);
    });

    /// <summary>Binds the document to <typeparamref name="T"/>.</summary>
    /// <exception cref="ResearchException">All unknown keys, missing keys and wrong types at once, one a line, each with <c>file(line,column)</c>.</exception>
    public T Bind<T>()
    {
        var errors = new List<string>();
        return (T?)Bind(Root, typeof(T), "$", errors) ?? throw new ResearchException(string.Join('\n', errors));
    }

    /// <summary>Binds one part of the document, or says all that is wrong with it.</summary>
    /// <param name="path">Where <paramref name="node"/> stands, e.g. <c>$.methods[2].options</c>.</param>
    /// <param name="errors">Gets a line with <c>file(line,column)</c> for each error.</param>
    /// <returns>Null where there were errors.</returns>
    public object? Bind(JsonNode? node, Type type, string path, ICollection<string> errors)
    {
        var problems = YamlValidation.Check(node, type, path).ToList();
        problems.ForEach(problem => errors.Add($"{At(problem.Path, problem.OnKey)}: {problem.Message}"));
        if (problems.Count > 0)
        {
            return null;
        }

        try
        {
            return node.Deserialize(type, Binding);
        }
        catch (JsonException error)
        {
            errors.Add($"{At(path + error.Path?[1..])}: {error.Message}");
            return null;
        }
    }

    /// <summary><c>file(line,column)</c> of a JSON path such as <c>$.weights[3].file</c>, or of the nearest enclosing one.</summary>
    public string At(string path, bool onKey = false) => _at(path, onKey);
}
