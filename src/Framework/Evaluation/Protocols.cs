using System.Globalization;
using System.Text.RegularExpressions;
using Research.Framework.Runtime;

namespace Research.Framework.Evaluation;

/// <summary>Finds a protocol by its name.</summary>
public static partial class Protocols
{
    /// <exception cref="ResearchException">Unknown, or tiles that do not cover the image.</exception>
    public static IProtocol Parse(string name)
    {
        if (name == "whole-image")
        {
            return new WholeImageProtocol();
        }

        if (TilePattern().Match(name) is { Success: true } match
            && int.TryParse(match.Groups[1].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var tile)
            && int.TryParse(match.Groups[2].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var step))
        {
            return tile is >= 8 and <= 4096 && step >= 1 && step <= tile
                ? new TileProtocol(tile, step)
                : throw new ResearchException($"Protocol '{name}': the tile must measure 8..4096 LR pixels and the step 1..tile.");
        }

        throw new ResearchException($"There is no protocol '{name}'. Known: whole-image, tiles[TILE,STEP] in LR pixels, e.g. tiles[96,90].");
    }

    [GeneratedRegex(@"^tiles\[\s*(\d+)\s*,\s*(\d+)\s*\]$")]
    private static partial Regex TilePattern();
}
