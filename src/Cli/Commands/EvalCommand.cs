using System.CommandLine;
using Research.Framework.Evaluation;
using Research.Framework.Graph;
using Research.Framework.Metrics;
using Research.Framework.Runtime;
using Research.Framework.Weights;

namespace Research.Cli.Commands;

/// <summary><c>research eval --weights ID|all --data Set5[,Set14,...]</c>: full-precision networks on data sets.</summary>
internal static class EvalCommand
{
    internal static Command Create(CliContext context)
    {
        var weights = new Option<string>("--weights") { Description = "Id of the catalog or a file, several with commas, or 'all' that are at hand", Required = true, HelpName = "ID|FILE|all" };
        var data = new Option<string>("--data") { Description = "Data sets with commas, e.g. Set5,DIV2K[valid,1-10]", Required = true, HelpName = "SETS" };
        var scale = new Option<int?>("--scale") { Description = "Only this scale of weights that serve several", HelpName = "2|3|4" };
        var protocol = new Option<string>("--protocol") { Description = "whole-image or tiles[TILE,STEP]", DefaultValueFactory = _ => "whole-image", HelpName = "NAME" };
        var metrics = new Option<string>("--metrics") { Description = "Conventions with commas (research list metrics)", DefaultValueFactory = _ => "psnr:y,psnr:idn-y,ssim:y-valid", HelpName = "IDS" };
        var output = new Option<FileInfo?>("--output") { Description = "Also write the figures, per image, to this CSV file", HelpName = "FILE.csv" };
        var images = new Option<DirectoryInfo?>("--save-images") { Description = "Save SR images as PNG below this folder", HelpName = "DIR" };
        var command = new Command("eval", "Evaluate full-precision networks") { weights, data, scale, protocol, metrics, output, images, PathOptions.DataRoot, PathOptions.WeightsRoot };

        // On another thread: only then does an interrupt reach the token.
        command.SetAction((parsed, cancellation) => Task.Run(() => Run(parsed, cancellation), CancellationToken.None));
        return command;

        int Run(ParseResult parsed, CancellationToken cancellation)
        {
            var paths = PathOptions.Resolve(parsed);
            var here = context.For(paths);
            var run = new EvalRun(
                here,
                new NetworkLoader(context.Networks, paths),
                Protocols.Parse(parsed.GetRequiredValue(protocol)),
                [.. Lists.Split("--metrics", parsed.GetRequiredValue(metrics)).Select(MetricCatalog.Find)],
                parsed.GetValue(images));
            var sets = Lists.Split("--data", parsed.GetRequiredValue(data)).Select(name => context.Datasets.Open(name, paths)).ToList();
            var chosen = Chosen(here, run.Loader, parsed.GetRequiredValue(weights), parsed.GetValue(scale));
            return run.Execute(chosen, sets, parsed.GetValue(output), cancellation);
        }
    }

    private static List<(WeightsEntry Entry, int Scale)> Chosen(CliContext context, NetworkLoader loader, string weights, int? scale)
    {
        var entries = weights == "all"
            ? context.Weights.Entries.Where(loader.IsAvailable).ToList()
            : Lists.Split("--weights", weights).Select(name => Find(context, name)).ToList();
        if (entries.Count == 0)
        {
            throw new ResearchException("No weights of the catalog are at hand; 'research weights list' says how to get them.");
        }

        var chosen = entries.SelectMany(entry => entry.Scales.Where(s => scale is null || s == scale).Select(s => (entry, s))).ToList();
        return chosen.Count > 0 ? chosen : throw new ResearchException(
            $"Weights '{weights}' serve {string.Join(", ", entries.SelectMany(entry => entry.Scales).Distinct().Order().Select(s => $"x{s}"))}, not x{scale}.");
    }

    private static WeightsEntry Find(CliContext context, string name) =>
        File.Exists(name) ? context.Weights.Identify(name)
        : name.Contains('/', StringComparison.Ordinal) ? throw new ResearchException($"There is no weights file '{name}'.")
        : context.Weights.Find(name);
}
