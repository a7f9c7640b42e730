using System.Text.RegularExpressions;

namespace Research.Framework.Weights;

/// <summary>A pattern over whole tensor names, written like them: <c>{i}</c> stands for a number, <c>*</c> for anything.</summary>
internal sealed partial class KeyPattern(string pattern)
{
    private readonly Regex _regex = new($"^{Expression(pattern)}$", RegexOptions.CultureInvariant);

    public bool Fits(string name) => _regex.IsMatch(name);

    /// <summary>The regular expression of a pattern; each <c>{i}</c> becomes a group of that name.</summary>
    internal static string Expression(string pattern) =>
        Token().Replace(pattern, token => token.Value switch
        {
            "*" => ".*",
            ['{', ..] => $"(?<{token.Groups["name"].Value}>[0-9]+)",
            _ => Regex.Escape(token.Value),
        });

    [GeneratedRegex(@"\*|\{(?<name>[a-z]+)\}|[^*{]+")]
    private static partial Regex Token();
}
