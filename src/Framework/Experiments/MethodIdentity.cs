using System.Text.Json;
using System.Text.Json.Nodes;
using Research.Framework.Methods;
using Research.Framework.Runtime;
using Research.Framework.Yaml;

namespace Research.Framework.Experiments;

/// <summary>
/// A method and its options as one line: <c>minmax[w=4,a=4,per_channel=false,roles=[body,tail]]</c>. Options stand in the order
/// of their declaration, and only where they differ from the default. Texts that could be taken for something else are quoted as in JSON.
/// </summary>
public sealed class MethodIdentity
{
    private MethodIdentity(string method, JsonObject options)
    {
        Method = method;
        Options = options;
    }

    public string Method { get; }

    /// <summary>By name in snake_case.</summary>
    public JsonObject Options { get; }

    /// <summary>The part within the brackets: <c>w=4,a=4</c>.</summary>
    public string OptionsText => string.Join(',', Without());

    /// <exception cref="ResearchException">Not of this form.</exception>
    public static MethodIdentity Parse(string text)
    {
        var open = text.IndexOf('[', StringComparison.Ordinal);
        var method = (open < 0 ? text : text[..open]).Trim();
        if (method.Length == 0)
        {
            throw new ResearchException($"'{text}' names no method; write e.g. 'minmax[w=4,a=4]'.");
        }

        return new MethodIdentity(method, open < 0 ? [] : IdentityText.ReadOptions(text, open));
    }

    /// <param name="options">An instance of the method's options record.</param>
    public static MethodIdentity Of(MethodInfo method, object options)
    {
        var given = JsonSerializer.SerializeToNode(options, method.OptionsType, YamlFile.Binding)!.AsObject();
        var defaults = MethodOptions.Defaults(method);
        var changed = given.Where(option => !JsonNode.DeepEquals(option.Value, defaults[option.Key]));
        return new MethodIdentity(method.Id, new JsonObject(changed.Select(option => KeyValuePair.Create(option.Key, option.Value?.DeepClone()))));
    }

    /// <summary>The method and its bound options.</summary>
    /// <exception cref="ResearchException">Unknown method, or options that it does not have.</exception>
    public MethodChoice Choose(MethodCatalog methods)
    {
        var method = methods.Find(Method);
        var known = YamlFile.Binding.GetTypeInfo(method.Info.OptionsType).Properties.Select(property => property.Name).ToList();
        if (Options.Select(option => option.Key).FirstOrDefault(option => !known.Contains(option)) is { } unknown)
        {
            throw new ResearchException($"Method '{Method}' has no option '{unknown}'.{Nearest.Hint(unknown, known)}");
        }

        if (YamlValidation.Check(Options, method.Info.OptionsType, "$").Select(wrong => $"{wrong.Path[2..]}: {wrong.Message}").ToList() is { Count: > 0 } problems)
        {
            throw new ResearchException($"The options of '{this}' do not fit method '{Method}': {string.Join("; ", problems)}.");
        }

        try
        {
            var options = Options.Deserialize(method.Info.OptionsType, YamlFile.Binding)!;
            return (options as ICheckedOptions)?.Problem() is { } problem
                ? throw new ResearchException($"'{this}': {problem}.")
                : new MethodChoice(method, options);
        }
        catch (JsonException problem)
        {
            throw new ResearchException($"The options of '{this}' do not fit method '{Method}': {problem.Message}", problem);
        }
    }

    /// <summary>The options as texts, without those named.</summary>
    public IEnumerable<string> Without(params string[] names) =>
        Options.Where(option => !names.Contains(option.Key, StringComparer.Ordinal)).Select(option => $"{option.Key}={IdentityText.Write(option.Value)}");

    public override string ToString() => Options.Count == 0 ? Method : $"{Method}[{OptionsText}]";
}
