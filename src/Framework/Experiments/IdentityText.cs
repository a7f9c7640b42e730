using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Research.Framework.Runtime;
using Research.Framework.Yaml;

namespace Research.Framework.Experiments;

/// <summary>The notation of options within an identity: <c>key=value</c>, separated by commas; values are numbers, true, false, null, texts and lists of these.</summary>
internal sealed partial class IdentityText
{
    private static readonly JsonSerializerOptions Quoting = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly string _text;
    private int _at;

    private IdentityText(string text, int at)
    {
        _text = text;
        _at = at;
    }

    public static string Write(JsonNode? value) => value switch
    {
        null => "null",
        JsonArray list => $"[{string.Join(',', list.Select(Write))}]",
        JsonValue scalar when scalar.GetValueKind() == JsonValueKind.String => WriteText(scalar.GetValue<string>()),
        JsonValue scalar => scalar.ToJsonString(),
        _ => throw new NotSupportedException("options of methods are plain values or lists"),
    };

    /// <param name="open">Position of the opening bracket.</param>
    public static JsonObject ReadOptions(string text, int open)
    {
        var reader = new IdentityText(text, open);
        var options = reader.Options();
        return reader._at == text.TrimEnd().Length ? options : throw reader.Unexpected();
    }

    private static string WriteText(string text) =>
        text.Length > 0 && Bare().Match(text).Length == text.Length && PlainScalar.Parse(text)?.GetValueKind() == JsonValueKind.String ? text : JsonSerializer.Serialize(text, Quoting);

    private JsonObject Options()
    {
        var options = new JsonObject();
        Expect('[');
        while (true)
        {
            var key = Match(Key());
            Expect('=');
            if (!options.TryAdd(key, Value()))
            {
                throw new ResearchException($"'{_text}' gives the option '{key}' twice.");
            }

            if (!Take(','))
            {
                Expect(']');
                return options;
            }
        }
    }

    private JsonNode? Value()
    {
        if (Take('['))
        {
            var list = new JsonArray();
            while (!Take(']'))
            {
                if (list.Count > 0)
                {
                    Expect(',');
                }

                list.Add(Value());
            }

            return list;
        }

        SkipSpace();
        return _at < _text.Length && _text[_at] == '"' ? Unquote(Match(Quoted())) : PlainScalar.Parse(Match(Bare()));
    }

    private JsonNode? Unquote(string quoted)
    {
        try
        {
            return JsonNode.Parse(quoted);
        }
        catch (JsonException)
        {
            throw Unexpected();
        }
    }

    private string Match(Regex pattern)
    {
        SkipSpace();
        var match = pattern.Match(_text, _at, _text.Length - _at);
        if (!match.Success)
        {
            throw Unexpected();
        }

        _at += match.Length;
        return match.Value;
    }

    private bool Take(char expected)
    {
        SkipSpace();
        if (_at >= _text.Length || _text[_at] != expected)
        {
            return false;
        }

        _at++;
        return true;
    }

    private void Expect(char expected)
    {
        if (!Take(expected))
        {
            throw Unexpected();
        }
    }

    private void SkipSpace()
    {
        while (_at < _text.Length && _text[_at] == ' ')
        {
            _at++;
        }
    }

    private ResearchException Unexpected() => new(
        $"'{_text}' cannot be read from '{_text[Math.Min(_at, _text.Length)..]}' on; write e.g. 'minmax[w=4,a=4,roles=[body,tail]]'.");

    [GeneratedRegex(@"\G[a-z][a-z0-9_]*")]
    private static partial Regex Key();

    [GeneratedRegex(@"\G[A-Za-z0-9_.+:/-]+")]
    private static partial Regex Bare();

    [GeneratedRegex(@"\G""(?:[^""\\]|\\.)*""")]
    private static partial Regex Quoted();
}
