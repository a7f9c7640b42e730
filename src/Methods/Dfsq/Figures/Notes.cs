using Research.Framework.Experiments;
using Research.Framework.Methods;
using Research.Framework.Results;

namespace Research.Methods.Dfsq.Figures;

/// <summary>What calibrations noted, as the figures want it.</summary>
internal static class Notes
{
    public const string Missing = "no cell of DFSQ noted anything; run the experiment again";

    /// <summary>Of each network the first cell that has records of a table: their items with the values by quantity, in order.</summary>
    public static IEnumerable<(CellPlace Cell, IReadOnlyList<(string Item, IReadOnlyDictionary<string, double> Values)> Items)> First(ResultDocument result, string table) => result.Records
        .Where(row => IsDfsq(row.Cell) && row.Record.Table == table)
        .GroupBy(row => (row.Cell.Weights, row.Cell.Scale))
        .Select(network => network.Where(row => row.Cell == network.First().Cell))
        .Select(rows => (
            rows.First().Cell,
            (IReadOnlyList<(string, IReadOnlyDictionary<string, double>)>)
            [
                .. rows.GroupBy(row => row.Record.Item).Select(item => (
                    item.Key,
                    (IReadOnlyDictionary<string, double>)item.ToDictionary(row => row.Record.Quantity, row => row.Record.Value, StringComparer.Ordinal))),
            ]));

    public static DfsqOptions Options(CellPlace cell) => (DfsqOptions)MethodIdentity.Parse(cell.Identity).Choose(new MethodCatalog().Register(new DfsqMethod())).Options;

    public static bool IsDfsq(CellPlace cell) => cell.Identity == DfsqMethod.Id || cell.Identity.StartsWith($"{DfsqMethod.Id}[", StringComparison.Ordinal);
}
