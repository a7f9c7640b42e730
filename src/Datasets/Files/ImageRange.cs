using System.Globalization;
using System.Text.RegularExpressions;
using Research.Framework.Runtime;

namespace Research.Datasets.Files;

/// <summary>Which images of a set, counted from 1 in the order of the set, both ends included: <c>1-10</c>.</summary>
internal sealed partial record ImageRange(int First, int Last)
{
    /// <summary>Splits the text within a set's brackets: <c>valid,1-10</c> is the part <c>valid</c> and a range; <c>1-10</c> is a range alone.</summary>
    public static (string Part, ImageRange? Range) Parse(string argument)
    {
        var match = Pattern().Match(argument);
        if (!match.Success)
        {
            return (argument.Trim(), null);
        }

        var range = new ImageRange(Number(match.Groups["first"].Value), Number(match.Groups["last"].Value));
        if (range.First < 1 || range.Last < range.First)
        {
            throw new ResearchException($"'{argument}' is no range of images: write e.g. '1-10', counted from 1.");
        }

        return (match.Groups["part"].Value.Trim(), range);
    }

    /// <param name="name">How errors call the set.</param>
    public IReadOnlyList<string> Of(IReadOnlyList<string> ids, string name) =>
        Last <= ids.Count
            ? [.. ids.Skip(First - 1).Take(Last - First + 1)]
            : throw new ResearchException(
                $"Data set '{name}': {ids.Count} images are there, so {First}-{Last} cannot be taken. The numbers count images from 1 in the order of the set; they are not file names.");

    private static int Number(string digits) =>
        int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new ResearchException($"'{digits}' is too large for the number of an image.");

    [GeneratedRegex(@"^((?<part>.*),)?\s*(?<first>[0-9]+)\s*-\s*(?<last>[0-9]+)\s*$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Pattern();
}
