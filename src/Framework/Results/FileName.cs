using System.Text.RegularExpressions;

namespace Research.Framework.Results;

/// <summary>Names of things as names of files.</summary>
internal static partial class FileName
{
    /// <summary><c>DIV2K[valid,1-10]</c> becomes <c>DIV2K-valid-1-10</c>.</summary>
    public static string Of(string name) => Others().Replace(name, "-").Trim('-');

    [GeneratedRegex("[^A-Za-z0-9._]+")]
    private static partial Regex Others();
}
