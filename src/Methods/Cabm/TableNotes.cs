using System.Globalization;
using Research.Framework.Evaluation;
using Research.Framework.Methods;

namespace Research.Methods.Cabm;

/// <summary>Notes of what was seen and what was made of it, in whole edge scores.</summary>
internal static class TableNotes
{
    internal const string Table = "table";

    internal const string Tiles = "tiles";

    internal const string Fab = "fab";

    /// <summary>Number of tiles and their mean FAB, by edge score.</summary>
    internal static void Seen(QuantizationRequest request, IReadOnlyList<TableEntry> entries, IReadOnlyList<TableLayer> layers)
    {
        request.Record(new MethodRecord(Table, Tiles, "count", entries.Count));
        request.Record(new MethodRecord(Table, Tiles, "distinct configurations", entries.Select(entry => Convert.ToHexString(entry.Choices.AsSpan())).Distinct(StringComparer.Ordinal).Count()));
        foreach (var score in entries.GroupBy(entry => entry.Key / EdgeScore.KeysPerUnit).OrderBy(group => group.Key))
        {
            request.Record(new MethodRecord(Tiles, Text(score.Key), "count", score.Count()));
            request.Record(new MethodRecord(Tiles, Text(score.Key), Fab, score.Average(entry => layers.Zip(entry.Choices, (layer, choice) => layer.Candidates[choice]).Average())));
        }
    }

    /// <summary>FAB of the table at every whole edge score up to the one from which on it does not change.</summary>
    internal static void Made(QuantizationRequest request, BitTable table)
    {
        var last = Enumerable.Range(0, BitTable.Keys).Last(key => key == 0 || !table.Of(key).SequenceEqual(table.Of(key - 1)));
        for (var key = 0; key < Math.Min(BitTable.Keys, last + EdgeScore.KeysPerUnit); key += EdgeScore.KeysPerUnit)
        {
            request.Record(new MethodRecord(Table, Text(key / EdgeScore.KeysPerUnit), Fab, table.Fab(key)));
        }
    }

    private static string Text(int score) => score.ToString(CultureInfo.InvariantCulture);
}
