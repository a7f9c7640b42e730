using System.Collections.Immutable;
using Research.Framework.Evaluation;
using Research.Framework.Experiments;
using Research.Framework.Results;
using Research.Framework.Runtime;

namespace Research.Framework.Tables;

/// <summary><c>tiles.csv</c>: one line a cell, image and tile, where bits vary. Places and sizes are in LR pixels.</summary>
/// <remarks>Bits are a digit an edge, so that thousands of tiles stay small: 4 to 9 as they are, and <c>a</c> for 10, as in hexadecimal and on to <c>w</c> for 32.</remarks>
public static class TilesTable
{
    private const string Digits = "0123456789abcdefghijklmnopqrstuvw";
    private const int Decimals = 4;

    public static CsvTable Create(IEnumerable<Measurement> measurements) => new(
        ["method", "options", "weights", "scale", "dataset", "seed", "image", "x", "y", "width", "height", "fab", "edge_score", "bits"],
        [.. measurements.SelectMany(Lines)]);

    /// <summary>What <see cref="Create"/> wrote.</summary>
    /// <exception cref="ResearchException">A column is missing, or a value is not what its column says.</exception>
    internal static ImmutableArray<TileRow> Parse(CsvTable table, string name) =>
    [
        .. CsvLine.Of(table, name).Select(line => new TileRow(
            line.Place,
            line.Text("image"),
            new LrArea((int)line.Whole("x"), (int)line.Whole("y"), (int)line.Whole("width"), (int)line.Whole("height")),
            line.Number("fab") ?? double.NaN,
            line.Number("edge_score"),
            ParseBits(line.Text("bits"), name))),
    ];

    private static IEnumerable<IReadOnlyList<string>> Lines(Measurement measurement)
    {
        var cell = measurement.Cell.Quantize;
        return
            from image in measurement.Evaluation.Images
            from tile in image.Tiles ?? []
            let area = tile.Area
            select (IReadOnlyList<string>)
            [
                cell.Method.Identity.Method, cell.Method.Identity.OptionsText, cell.Network.Weights.Id, Numbers.Whole(cell.Network.Scale), measurement.Evaluation.Dataset,
                Numbers.Whole(cell.Seed), image.Image, Numbers.Whole(area.X), Numbers.Whole(area.Y), Numbers.Whole(area.Width), Numbers.Whole(area.Height),
                Numbers.Fixed(tile.FeatureAverageBits, Decimals), Numbers.Fixed(tile.EdgeScore, Decimals), string.Concat(tile.Bits.Select(bits => Digits[bits])),
            ];
    }

    private static ImmutableArray<int> ParseBits(string text, string name) =>
    [
        .. text.Select(digit => Digits.IndexOf(digit, StringComparison.Ordinal) is >= 0 and var bits ? bits : throw new ResearchException($"{name}: '{text}' in column 'bits' is not a digit an edge.")),
    ];
}
