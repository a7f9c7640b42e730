using Research.Framework.Experiments;
using Research.Framework.Plots;
using Research.Framework.Results;

namespace Research.Methods.AdaBm.Figures;

/// <summary>What AdaBM noted of one network, the first seed of several.</summary>
/// <param name="Row">Any of its rows.</param>
/// <param name="Options">Of its options but the bits those that not all cells of the figure have.</param>
/// <param name="Common">Those that all have.</param>
internal sealed record NotedCell(ResultRow Row, ILookup<string, RecordRow> Tables, IReadOnlyList<string> Options, IReadOnlyList<string> Common)
{
    public const string Missing = "no cell of AdaBM noted anything; run the experiment again";

    /// <summary>Network and bits, and below them the other options.</summary>
    public string Title
    {
        get
        {
            var bits = FormattableString.Invariant($"W{Row.WeightBits}A{BaseBits:0}");
            return $"{RowLabels.Panel(Row)}, {bits}{(Options.Count > 0 ? $"\n{string.Join(", ", Options)}" : string.Empty)}";
        }
    }

    /// <summary>A sentence on what all cells have in common.</summary>
    public string Note => Common.Count > 0 ? $" Of all panels: {string.Join(", ", Common)}." : string.Empty;

    public double BaseBits => Layers(TuningNotes.BaseBits).Select(layer => layer.Value).FirstOrDefault();

    public static IReadOnlyList<NotedCell> Of(ResultDocument result)
    {
        var rows = result.Rows.Where(row => row.Method == AdaBmMethod.Id)
            .GroupBy(row => (row.Identity, row.Weights, row.Scale))
            .Select(seeds => (Row: seeds.First(), Options: MethodIdentity.Parse(seeds.Key.Identity).Without("w", "a").ToList()))
            .ToList();
        var common = rows.Count == 0 ? [] : rows[0].Options.Where(option => rows.All(row => row.Options.Contains(option, StringComparer.Ordinal))).ToList();
        return
        [
            .. rows.Select(row => new NotedCell(
                    row.Row,
                    result.Records.Where(record => record.Cell == row.Row.Cell).ToLookup(record => record.Record.Table, StringComparer.Ordinal),
                    [.. row.Options.Except(common, StringComparer.Ordinal)],
                    common))
                .Where(cell => cell.Tables.Count > 0),
        ];
    }

    /// <summary>A quantity of the layers, in order of execution.</summary>
    public IReadOnlyList<(string Item, double Value)> Layers(string quantity) =>
        [.. Tables[TuningNotes.Layers].Where(row => row.Record.Quantity == quantity).Select(row => (row.Record.Item, row.Record.Value))];

    /// <summary>Bits that a layer adds, by layer; empty without layer mapping.</summary>
    /// <param name="when"><see cref="TuningNotes.After"/> falls back to <see cref="TuningNotes.Before"/> where nothing was tuned.</param>
    public IReadOnlyDictionary<string, double> LayerBits(string when)
    {
        var noted = Layers($"{TuningNotes.Bits} {when}");
        return (noted.Count > 0 ? noted : Layers($"{TuningNotes.Bits} {TuningNotes.Before}")).ToDictionary(layer => layer.Item, layer => layer.Value, StringComparer.Ordinal);
    }
}
