using System.CommandLine;
using System.Globalization;
using Research.Framework.Methods;
using Research.Framework.Metrics;
using Research.Framework.Runtime;
using Research.Framework.Weights;
using Spectre.Console;

namespace Research.Cli.Commands;

/// <summary><c>research list networks|weights|datasets|methods|metrics|figures</c>.</summary>
internal static class ListCommand
{
    internal static Command Create(CliContext context)
    {
        var command = new Command("list", "What the program knows");
        Add("networks", "Network families", () => context.Networks.Architectures.Select(a => (a.Id, a.Description)));
        Add("weights", "Trained networks and what they must reach on Set5", () => context.For(ResearchPaths.Resolve()).Weights.Entries.Select(w => (w.Id, Describe(w))));
        Add("datasets", "Data sets", () => context.Datasets.Sources.Select(s => (s.Id, s.Description)));
        Add("methods", "Quantization methods and their options", () => context.Methods.Methods.Select(m => (m.Info.Id, Describe(m.Info))));
        Add("metrics", "Metric conventions", () => MetricCatalog.All.Select(m => (m.Info.Id, m.Info.Convention)));
        Add("figures", "Figures that experiments can ask for", () => context.Catalogs.Figures.All.Select(f => (f.Id, f.Description)));
        return command;

        void Add(string name, string description, Func<IEnumerable<(string Id, string Description)>> rows)
        {
            var list = new Command(name, description);
            list.SetAction(_ =>
            {
                Print(context.Out, rows());
                return Application.Success;
            });
            command.Add(list);
        }
    }

    private static string Describe(MethodInfo method)
    {
        var options = string.Join("; ", MethodOptions.Describe(method));
        return $"{method.Name}, version {method.Version}. {method.Paper ?? "Baseline"}.{(options.Length == 0 ? string.Empty : $"\nOptions: {options}.")}";
    }

    private static string Describe(WeightsEntry entry)
    {
        var anchors = entry.Anchor?.Select(pair => string.Create(CultureInfo.InvariantCulture, $"x{pair.Key} {pair.Value:F3} dB"));
        return $"{entry.Network}, {string.Join(" ", entry.Scales.Select(scale => $"x{scale}"))}; Set5: {(anchors is null ? "no anchor" : string.Join(", ", anchors))}; {entry.Licence}";
    }

    private static void Print(IAnsiConsole console, IEnumerable<(string Id, string Description)> rows)
    {
        var all = rows.OrderBy(row => row.Id, StringComparer.OrdinalIgnoreCase).ToList();
        var width = all.Max(row => row.Id.Length);
        foreach (var (id, description) in all)
        {
            foreach (var (index, line) in description.Split('\n').Index())
            {
                console.WriteLine($"{(index == 0 ? id : string.Empty).PadRight(width)}  {line}");
            }
        }
    }
}
