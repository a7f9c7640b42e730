using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Research.Framework.Evaluation;
using Research.Framework.Runtime;

namespace Research.Methods.Cabm;

/// <summary>Keeps what a network with selectors chose on the tiles of images: the tables of all variants are made of it, and it takes minutes.</summary>
internal static class KeptChoices
{
    private const int Version = 1;
    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, NewLine = "\n" };

    /// <param name="folder">Null: nothing is kept.</param>
    /// <param name="start">Hash of the network.</param>
    /// <param name="images">Hash of the images.</param>
    /// <param name="make">Where nothing is kept, or something damaged.</param>
    internal static IReadOnlyList<TableEntry> Get(string? folder, string start, string images, int count, ImmutableArray<TableLayer> layers, Func<IReadOnlyList<TableEntry>> make)
    {
        if (folder is null)
        {
            return make();
        }

        var madeFrom = string.Create(CultureInfo.InvariantCulture, $"cabm tiles {Version}; start {start}; images {images}; first {count}");
        var file = Path.Combine(folder, $"cabm-tiles-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(madeFrom)))[..16]}.json");
        if (Read(file, madeFrom, layers) is { } kept)
        {
            return kept;
        }

        var entries = make();
        AtomicFile.WriteAllBytes(file, JsonSerializer.SerializeToUtf8Bytes(new Content(madeFrom, [.. entries.Select(entry => new Tile(entry.Key, string.Concat(entry.Choices)))]), Json));
        return entries;
    }

    private static List<TableEntry>? Read(string file, string madeFrom, ImmutableArray<TableLayer> layers)
    {
        try
        {
            var content = JsonSerializer.Deserialize<Content>(File.ReadAllBytes(file), Json);
            return content?.MadeFrom == madeFrom && !content.Tiles.IsDefault && content.Tiles.All(tile => tile.Key is >= 0 and <= EdgeScore.LargestKey && Fits(tile.Choices, layers))
                ? [.. content.Tiles.Select(tile => new TableEntry(tile.Key, [.. tile.Choices.Select(digit => (byte)(digit - '0'))]))]
                : null;
        }
        catch (Exception error) when (error is IOException or JsonException or UnauthorizedAccessException)
        {
            return null; // Made again.
        }
    }

    private static bool Fits(string? choices, ImmutableArray<TableLayer> layers) =>
        choices?.Length == layers.Length && choices.Zip(layers).All(pair => pair.First >= '0' && pair.First - '0' < pair.Second.Candidates.Length);

    private sealed record Content(string MadeFrom, ImmutableArray<Tile> Tiles);

    private sealed record Tile(int Key, string Choices);
}
