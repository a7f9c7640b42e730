using System.Text.RegularExpressions;

namespace Research.Framework.Weights;

/// <summary>
/// Renames one module, or many by numbers in braces: <c>new("RDBs.{d}.convs.{c}.conv.0", "rdbs.{d}.layers.{c}.conv")</c>.
/// What follows the module (<c>.weight</c>, <c>.bias</c>, <c>.running_mean</c>) is kept.
/// </summary>
/// <param name="from">The module, or a whole tensor name, in the file.</param>
/// <param name="to">Its canonical name.</param>
public sealed partial class RenameRule(string from, string to)
{
    private readonly Regex _from = new($@"^{KeyPattern.Expression(from)}(?<rest>\..+)?$", RegexOptions.CultureInvariant);

    /// <summary>The canonical name, or null where <paramref name="name"/> is not of this module.</summary>
    public string? Apply(string name)
    {
        var match = _from.Match(name);
        return match.Success
            ? Placeholder().Replace(to, place => match.Groups[place.Groups["name"].Value].Value) + match.Groups["rest"].Value
            : null;
    }

    [GeneratedRegex(@"\{(?<name>[a-z]+)\}")]
    private static partial Regex Placeholder();
}
