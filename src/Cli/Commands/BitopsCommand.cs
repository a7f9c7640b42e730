using System.CommandLine;
using System.Globalization;
using Research.Framework.Costs;
using Research.Framework.Evaluation;
using Research.Framework.Experiments;
using Research.Framework.Graph;
using Research.Framework.Runtime;
using Research.Framework.Tables;

namespace Research.Cli.Commands;

/// <summary><c>research bitops --weights ID --method 'minmax[w=4,a=4]'</c>: what every convolution costs.</summary>
internal static class BitopsCommand
{
    private static readonly string[] Columns = ["layer", "role", "w_bits", "a_bits", "macs_per_lr_pixel", "macs_g", "bitops_g", "share"];
    private static readonly string[] RunColumns = ["run_macs_g", "run_bitops_g", "overlap_macs_g", "overlap_bitops_g"];

    internal static Command Create(CliContext context)
    {
        var weights = new Option<string>("--weights") { Description = "Id of the catalog, or a file", Required = true, HelpName = "ID|FILE" };
        var scale = new Option<int?>("--scale") { Description = "For weights that serve several", HelpName = "2|3|4" };
        var method = new Option<string>("--method") { Description = "Method with options, e.g. minmax[w=4,a=4]", DefaultValueFactory = _ => "fp32", HelpName = "METHOD" };
        var size = new Option<string?>("--size") { Description = "LR size of an image to run, for the costs as run", HelpName = "WxH" };
        var protocol = new Option<string?>("--protocol") { Description = "With --size: whole-image (standard) or tiles[TILE,STEP]", HelpName = "NAME" };
        var output = new Option<FileInfo?>("--output") { Description = "Also write the ledger to this CSV file", HelpName = "FILE.csv" };
        var command = new Command("bitops", "Costs of every layer: MACs, bit operations, model size") { weights, scale, method, size, protocol, output, PathOptions.DataRoot, PathOptions.WeightsRoot };
        command.SetAction(parsed =>
        {
            var paths = PathOptions.Resolve(parsed);
            var run = ImageRun.Parse(parsed.GetValue(size), parsed.GetValue(protocol));
            var id = parsed.GetRequiredValue(weights);
            var known = context.For(paths).Weights;
            var entry = File.Exists(id) ? known.Identify(id) : known.Find(id);
            var choice = MethodIdentity.Parse(parsed.GetRequiredValue(method)).Choose(context.Methods);
            using var loaded = new NetworkLoader(context.Networks, paths).Load(entry, parsed.GetValue(scale) ?? entry.Scales[0]);
            using var network = choice.Method.Place(loaded.Network, choice.Options);
            var ledger = CostLedger.Of(network);
            string[] columns = run is null ? Columns : [.. Columns, .. RunColumns];
            var rows = Rows(ledger, run);
            var print = context.Out.Profile.Out.Writer;
            TextColumns.Write(context.Out, [columns, .. rows]);
            print.WriteLine();
            print.WriteLine(Line("model size", $"{ModelSize.Bytes(network)} bytes, quantized weights packed"));
            Totals(print, ledger, choice.Identity.ToString());
            if (run is not null)
            {
                AsRun(print, ledger, run);
            }

            if (parsed.GetValue(output) is { } file)
            {
                AtomicFile.WriteAllBytes(file.FullName, new CsvTable(columns, rows).ToBytes());
            }

            return Application.Success;
        });
        return command;
    }

    /// <summary>For an output of 1280 x 720, and for one image as run, its overlap included and apart.</summary>
    private static IReadOnlyList<string[]> Rows(CostLedger ledger, ImageRun? run)
    {
        var pixels = Frame.LrPixels(ledger.Scale);
        return
        [
            .. ledger.Layers.Select(layer => (string[])
            [
                layer.Name, layer.Role.ToString(), Text(layer.WeightBits), Text(layer.InputBits), Text(layer.MacsPerLrPixel),
                Giga(layer.MacsPerLrPixel * pixels), Giga(layer.BitOpsPerLrPixel * pixels),
                (layer.BitOpsPerLrPixel / ledger.BitOpsPerLrPixel).ToString("P1", CultureInfo.InvariantCulture),
                .. run is null ? [] : RunCells(layer, run),
            ]),
        ];
    }

    private static void Totals(TextWriter print, CostLedger ledger, string method)
    {
        var pixels = Frame.LrPixels(ledger.Scale);
        print.WriteLine(Line($"{Frame.Width}x{Frame.Height} output", $"{Giga(ledger.MacsPerLrPixel * pixels)} G MACs, {Giga(ledger.BitOpsPerLrPixel * pixels)} G bit operations (bitops:mac-bits), {method}"));
        var full = ledger.Layers.Where(layer => layer is { WeightBits: 32, InputBits: 32 }).Sum(layer => layer.MacsPerLrPixel);
        print.WriteLine(Line("full precision", string.Create(CultureInfo.InvariantCulture, $"{(double)full / ledger.MacsPerLrPixel:P1} of the MACs")));
    }

    private static string[] RunCells(LayerCost layer, ImageRun run) =>
    [
        Giga(layer.MacsPerLrPixel * (double)run.PassPixels), Giga(layer.BitOpsPerLrPixel * run.PassPixels),
        Giga(layer.MacsPerLrPixel * (double)run.OverlapPixels), Giga(layer.BitOpsPerLrPixel * run.OverlapPixels),
    ];

    private static void AsRun(TextWriter print, CostLedger ledger, ImageRun run)
    {
        print.WriteLine(Line($"{run.Size} LR as run", $"{Giga(ledger.MacsPerLrPixel * (double)run.PassPixels)} G MACs, {Giga(ledger.BitOpsPerLrPixel * run.PassPixels)} G bit operations ({run.Protocol})"));
        print.WriteLine(Line("of these overlap", string.Create(
            CultureInfo.InvariantCulture, $"{Giga(ledger.MacsPerLrPixel * (double)run.OverlapPixels)} G MACs, {Giga(ledger.BitOpsPerLrPixel * run.OverlapPixels)} G bit operations ({(double)run.OverlapPixels / run.PassPixels:P1})")));
    }

    private static string Line(string name, string value) => $"{name,-18} {value}";

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Giga(double operations) => (operations / 1e9).ToString("0.###", CultureInfo.InvariantCulture);

    /// <summary>An image and how it is run.</summary>
    /// <param name="PassPixels">LR pixels that the passes see; <paramref name="OverlapPixels"/> of them more than once.</param>
    private sealed record ImageRun(string Size, string Protocol, long PassPixels, long OverlapPixels)
    {
        /// <returns>Null without a size.</returns>
        internal static ImageRun? Parse(string? size, string? protocol)
        {
            if (size is null)
            {
                return protocol is null ? null : throw new ResearchException("'--protocol' needs an image to run: give its size in LR pixels, e.g. --size 510x339.");
            }

            if (size.Split('x') is not [var columns, var rows] || !IsLength(columns, out var width) || !IsLength(rows, out var height))
            {
                throw new ResearchException($"'{size}' is not a size in LR pixels; write e.g. 510x339.");
            }

            var chosen = Protocols.Parse(protocol ?? "whole-image");
            var pixels = chosen.LrPixels(width, height);
            return new ImageRun(size, chosen.Name, pixels, pixels - ((long)width * height));
        }

        private static bool IsLength(string text, out int length) =>
            int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out length) && length > 0;
    }
}
