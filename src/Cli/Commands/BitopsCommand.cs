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

    internal static Command Create(CliContext context)
    {
        var weights = new Option<string>("--weights") { Description = "Id of the catalog, or a file", Required = true, HelpName = "ID|FILE" };
        var scale = new Option<int?>("--scale") { Description = "For weights that serve several", HelpName = "2|3|4" };
        var method = new Option<string>("--method") { Description = "Method with options, e.g. minmax[w=4,a=4]", DefaultValueFactory = _ => "fp32", HelpName = "METHOD" };
        var size = new Option<string?>("--size") { Description = "LR size of an image to run, for the costs as run", HelpName = "WxH" };
        var protocol = new Option<string>("--protocol") { Description = "whole-image or tiles[TILE,STEP]", DefaultValueFactory = _ => "whole-image", HelpName = "NAME" };
        var output = new Option<FileInfo?>("--output") { Description = "Also write the ledger to this CSV file", HelpName = "FILE.csv" };
        var command = new Command("bitops", "Costs of every layer: MACs, bit operations, model size") { weights, scale, method, size, protocol, output, PathOptions.DataRoot, PathOptions.WeightsRoot };
        command.SetAction(parsed =>
        {
            var paths = PathOptions.Resolve(parsed);
            var id = parsed.GetRequiredValue(weights);
            var known = context.For(paths).Weights;
            var entry = File.Exists(id) ? known.Identify(id) : known.Find(id);
            var choice = MethodIdentity.Parse(parsed.GetRequiredValue(method)).Choose(context.Methods);
            using var loaded = new NetworkLoader(context.Networks, paths).Load(entry, parsed.GetValue(scale) ?? entry.Scales[0]);
            using var network = choice.Method.Place(loaded.Network, choice.Options);
            var ledger = CostLedger.Of(network);
            var rows = Rows(ledger);
            var print = context.Out.Profile.Out.Writer;
            TextColumns.Write(context.Out, [Columns, .. rows]);
            print.WriteLine();
            print.WriteLine(Line("model size", $"{ModelSize.Bytes(network)} bytes, quantized weights packed"));
            Totals(print, ledger, choice.Identity.ToString());
            if (parsed.GetValue(size) is { } text)
            {
                AsRun(print, ledger, text, Protocols.Parse(parsed.GetRequiredValue(protocol)));
            }

            if (parsed.GetValue(output) is { } file)
            {
                AtomicFile.WriteAllBytes(file.FullName, new CsvTable(Columns, rows).ToBytes());
            }

            return Application.Success;
        });
        return command;
    }

    /// <summary>For an output of 1280 x 720.</summary>
    private static IReadOnlyList<string[]> Rows(CostLedger ledger)
    {
        var pixels = Frame.LrPixels(ledger.Scale);
        return
        [
            .. ledger.Layers.Select(layer => new[]
            {
                layer.Name, layer.Role.ToString(), Text(layer.WeightBits), Text(layer.InputBits), Text(layer.MacsPerLrPixel),
                Giga(layer.MacsPerLrPixel * pixels), Giga(layer.BitOpsPerLrPixel * pixels),
                (layer.BitOpsPerLrPixel / ledger.BitOpsPerLrPixel).ToString("P1", CultureInfo.InvariantCulture),
            }),
        ];
    }

    private static void Totals(TextWriter print, CostLedger ledger, string method)
    {
        var pixels = Frame.LrPixels(ledger.Scale);
        print.WriteLine(Line($"{Frame.Width}x{Frame.Height} output", $"{Giga(ledger.MacsPerLrPixel * pixels)} G MACs, {Giga(ledger.BitOpsPerLrPixel * pixels)} G bit operations (bitops:mac-bits), {method}"));
        var full = ledger.Layers.Where(layer => layer is { WeightBits: 32, InputBits: 32 }).Sum(layer => layer.MacsPerLrPixel);
        print.WriteLine(Line("full precision", string.Create(CultureInfo.InvariantCulture, $"{(double)full / ledger.MacsPerLrPixel:P1} of the MACs")));
    }

    private static void AsRun(TextWriter print, CostLedger ledger, string size, IProtocol protocol)
    {
        var parts = size.Split('x');
        if (parts.Length != 2 || !int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var width) || !int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var height) || width < 1 || height < 1)
        {
            throw new ResearchException($"'{size}' is not a size in LR pixels; write e.g. 510x339.");
        }

        var (image, run) = ((long)width * height, protocol.LrPixels(width, height));
        print.WriteLine(Line($"{size} LR as run", $"{Giga(ledger.MacsPerLrPixel * (double)run)} G MACs, {Giga(ledger.BitOpsPerLrPixel * run)} G bit operations ({protocol.Name})"));
        print.WriteLine(Line("of these overlap", string.Create(CultureInfo.InvariantCulture, $"{Giga(ledger.BitOpsPerLrPixel * (run - image))} G ({(double)(run - image) / run:P1})")));
    }

    private static string Line(string name, string value) => $"{name,-18} {value}";

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Giga(double operations) => (operations / 1e9).ToString("0.###", CultureInfo.InvariantCulture);
}
