using System.Globalization;

namespace Research.Framework.Experiments;

/// <summary>Names many cells in few words: <c>CARN_x2 on Set14, B100 (all 10 methods); EDSR-8_x2 on Urban100 (minmax/omse [w=8,a=8] [w=6,a=6])</c>.</summary>
internal static class MissingCells
{
    private const string Defaults = "[defaults]";

    public static string Describe(ExperimentPlan plan, IEnumerable<EvaluateCell> cells)
    {
        var all = Methods(plan.Cells.Where(cell => cell.Network.Label == plan.Cells[0].Network.Label));
        var places =
            from cell in cells
            group cell.Quantize by (Network: cell.Quantize.Network.Label, Dataset: cell.Dataset.Name) into place
            select (place.Key.Network, place.Key.Dataset, Methods: Methods(place));
        var networks =
            from place in places
            group place.Dataset by (place.Network, place.Methods) into network
            select (network.Key.Network, network.Key.Methods, Datasets: string.Join(", ", network));
        var parts =
            from network in networks
            group network.Network by (network.Datasets, network.Methods) into part
            select $"{string.Join(", ", part)} on {part.Key.Datasets} ({(part.Key.Methods == all ? All(plan) : part.Key.Methods)})";
        return string.Join("; ", parts);
    }

    private static string All(ExperimentPlan plan)
    {
        var (methods, seeds) = (plan.Experiment.Methods.Length, plan.Experiment.Seeds.Length);
        var text = methods == 1 ? plan.Experiment.Methods[0].Identity.ToString() : string.Create(CultureInfo.InvariantCulture, $"all {methods} methods");
        return seeds == 1 ? text : string.Create(CultureInfo.InvariantCulture, $"{text}, all {seeds} seeds");
    }

    /// <summary>Methods with the same options stand together.</summary>
    private static string Methods(IEnumerable<QuantizeCell> cells)
    {
        var methods =
            from cell in cells
            group Variant(cell) by cell.Method.Identity.Method into method
            let variants = string.Join(' ', method)
            select (Name: method.Key, Variants: variants == Defaults ? string.Empty : variants);
        return string.Join(", ", methods.GroupBy(method => method.Variants, method => method.Name).Select(group => $"{string.Join('/', group)} {group.Key}".TrimEnd()));
    }

    private static string Variant(QuantizeCell cell) =>
        (cell.Method.Identity.Options.Count == 0 ? Defaults : $"[{cell.Method.Identity.OptionsText}]") + (cell.Seed == 1 ? string.Empty : string.Create(CultureInfo.InvariantCulture, $"#{cell.Seed}"));
}
