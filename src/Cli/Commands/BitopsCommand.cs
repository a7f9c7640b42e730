using System.CommandLine;
using System.Globalization;
using Research.Framework.Costs;
using Research.Framework.Experiments;
using Research.Framework.Graph;
using Research.Framework.Runtime;
using Research.Framework.Tables;
using Spectre.Console;

namespace Research.Cli.Commands;

/// <summary><c>research bitops --weights ID --method 'minmax[w=4,a=4]'</c>: what every convolution costs, and with <c>--data</c> every image.</summary>
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
        var data = new Option<string?>("--data") { Description = "Data set to run, for the costs of each of its images as run and their mean", HelpName = "SET" };
        var protocol = new Option<string?>("--protocol") { Description = "With --size or --data: whole-image (standard) or tiles[TILE,STEP]", HelpName = "NAME" };
        var output = new Option<FileInfo?>("--output") { Description = "Also write the ledger to this CSV file", HelpName = "FILE.csv" };
        var command = new Command("bitops", "Costs of every layer: MACs, bit operations, model size") { weights, scale, method, size, data, protocol, output, PathOptions.DataRoot, PathOptions.WeightsRoot };
        command.SetAction(parsed =>
        {
            var paths = PathOptions.Resolve(parsed);
            var id = parsed.GetRequiredValue(weights);
            var known = context.For(paths).Weights;
            var entry = File.Exists(id) ? known.Identify(id) : known.Find(id);
            var chosen = parsed.GetValue(scale) ?? entry.Scales[0];
            var images = ImageRun.Parse(parsed.GetValue(size), parsed.GetValue(data), parsed.GetValue(protocol), name => context.Datasets.Open(name, paths), chosen);
            var choice = MethodIdentity.Parse(parsed.GetRequiredValue(method)).Choose(context.Methods);
            using var loaded = new NetworkLoader(context.Networks, paths).Load(entry, chosen);
            using var network = choice.Method.Place(loaded.Network, choice.Options); // Bits that do not depend on the image need no calibration.
            var ledger = CostLedger.Of(network);
            string[] columns = images.Count == 0 ? Columns : [.. Columns, .. RunColumns];
            var rows = Rows(ledger, images);
            var print = context.Out.Profile.Out.Writer;
            TextColumns.Write(context.Out, [columns, .. rows]);
            print.WriteLine();
            print.WriteLine(Line("model size", $"{ModelSize.Bytes(network)} bytes, quantized weights packed"));
            Totals(print, ledger, choice.Identity.ToString());
            if (images.Count > 0)
            {
                AsRun(context.Out, ledger, images, parsed.GetValue(data));
            }

            if (parsed.GetValue(output) is { } file)
            {
                AtomicFile.WriteAllBytes(file.FullName, new CsvTable(columns, rows).ToBytes());
            }

            return Application.Success;
        });
        return command;
    }

    /// <summary>For an output of 1280 x 720, and for the images as run (their mean), overlap included and apart.</summary>
    private static IReadOnlyList<string[]> Rows(CostLedger ledger, IReadOnlyList<ImageRun> images)
    {
        var pixels = Frame.LrPixels(ledger.Scale);
        return
        [
            .. ledger.Layers.Select(layer => (string[])
            [
                layer.Name, layer.Role.ToString(), Text(layer.WeightBits), Text(layer.InputBits), Text(layer.MacsPerLrPixel),
                Giga(layer.MacsPerLrPixel * pixels), Giga(layer.BitOpsPerLrPixel * pixels),
                (layer.BitOpsPerLrPixel / ledger.BitOpsPerLrPixel).ToString("P1", CultureInfo.InvariantCulture),
                .. images.Count == 0 ? [] : Costs(layer.MacsPerLrPixel, layer.BitOpsPerLrPixel, images),
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

    /// <param name="data">Null for an image of a given size.</param>
    private static void AsRun(IAnsiConsole console, CostLedger ledger, IReadOnlyList<ImageRun> images, string? data)
    {
        var print = console.Profile.Out.Writer;
        string[] Total(IReadOnlyList<ImageRun> runs) => Costs(ledger.MacsPerLrPixel, ledger.BitOpsPerLrPixel, runs);
        if (data is not null)
        {
            print.WriteLine();
            TextColumns.Write(console, [["image", "lr_size", .. RunColumns], .. images.Select(image => (string[])[image.Name, $"{image.Width}x{image.Height}", .. Total([image])])]);
            print.WriteLine();
        }

        var mean = Total(images);
        var share = images.Sum(image => (double)image.OverlapPixels) / images.Sum(image => image.PassPixels);
        var what = data is null ? $"{images[0].Name} LR as run" : $"{data} as run";
        print.WriteLine(Line(what, $"{mean[0]} G MACs, {mean[1]} G bit operations ({images[0].Protocol.Name}{(data is null ? string.Empty : string.Create(CultureInfo.InvariantCulture, $", mean of {images.Count}"))})"));
        print.WriteLine(Line("of these overlap", string.Create(CultureInfo.InvariantCulture, $"{mean[2]} G MACs, {mean[3]} G bit operations ({share:P1})")));
    }

    /// <summary>In the order of <see cref="RunColumns"/>, the mean over images.</summary>
    private static string[] Costs(double macsPerLrPixel, double bitOpsPerLrPixel, IReadOnlyList<ImageRun> images)
    {
        var (all, overlap) = (images.Average(image => image.PassPixels), images.Average(image => image.OverlapPixels));
        return [Giga(macsPerLrPixel * all), Giga(bitOpsPerLrPixel * all), Giga(macsPerLrPixel * overlap), Giga(bitOpsPerLrPixel * overlap)];
    }

    private static string Line(string name, string value) => $"{name,-18} {value}";

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Giga(double operations) => (operations / 1e9).ToString("0.###", CultureInfo.InvariantCulture);
}
