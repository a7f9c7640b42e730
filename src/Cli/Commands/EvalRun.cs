using System.Globalization;
using Research.Datasets.Imaging;
using Research.Framework.Data;
using Research.Framework.Evaluation;
using Research.Framework.Experiments;
using Research.Framework.Graph;
using Research.Framework.Metrics;
using Research.Framework.Quantization;
using Research.Framework.Runtime;
using Research.Framework.Tables;
using Research.Framework.Weights;
using Spectre.Console;

namespace Research.Cli.Commands;

/// <summary>One call of <c>research eval</c>.</summary>
internal sealed record EvalRun(CliContext Context, NetworkLoader Loader, IProtocol Protocol, IReadOnlyList<IMetric> Metrics, DirectoryInfo? Images)
{
    internal int Execute(IReadOnlyList<(WeightsEntry Entry, int Scale)> networks, IReadOnlyList<ImageDataset> sets, FileInfo? output, CancellationToken cancellation)
    {
        if (output is not null)
        {
            AtomicFile.Probe(output.FullName); // A place that cannot be written to is said at once, not after the work.
        }

        var (rows, failed) = (new List<IReadOnlyList<string>>(), 0);
        try
        {
            foreach (var (entry, scale) in networks)
            {
                try
                {
                    Execute(entry, scale, sets, rows, cancellation);
                }
                catch (ResearchException problem)
                {
                    failed++;
                    Context.Error.MarkupLineInterpolated($"[red]error:[/] {problem.Message}");
                }
            }
        }
        finally
        {
            Write(rows, output); // What was finished before an interrupt, too.
        }

        return failed == 0 ? Application.Success : rows.Count > 0 ? Application.SomeFailed : Application.BadInput;
    }

    private void Execute(WeightsEntry entry, int scale, IReadOnlyList<ImageDataset> sets, List<IReadOnlyList<string>> rows, CancellationToken cancellation)
    {
        using var loaded = Loader.Load(entry, scale);
        using var network = QuantizedNetwork.FullPrecision(loaded.Network);
        foreach (var set in sets)
        {
            var result = Evaluate(network, set, $"{entry.Id} x{scale} on {set.Name}", cancellation);
            Context.Out.WriteLine(Summary(entry, scale, result));
            rows.AddRange(result.Images.Select(image => Row(loaded, result, image)));
            if (AnchorGate.Problem(entry, scale, result) is { } problem)
            {
                throw new ResearchException(problem);
            }
        }
    }

    private void Write(List<IReadOnlyList<string>> rows, FileInfo? output)
    {
        if (output is not null && rows.Count > 0)
        {
            string[] columns = ["weights", "scale", "dataset", "image", .. Metrics.Select(metric => metric.Info.Column), "protocol", "weights_sha256", "dataset_sha256"];
            AtomicFile.WriteAllBytes(output.FullName, new CsvTable(columns, rows).ToBytes());
            Context.Out.WriteLine($"{rows.Count} rows written to {output}");
        }
    }

    private EvaluationResult Evaluate(QuantizedNetwork network, ImageDataset set, string title, CancellationToken cancellation)
    {
        Action<string, RgbImage>? save = Images is null
            ? null
            : (id, image) => ImageFile.Write(Path.Combine(Images.FullName, title.Replace(' ', '_'), $"{id}.png"), image);
        EvaluationResult Run(IProgress<(int, int)>? progress) =>
            new Evaluator(Protocol, Metrics) { OnImage = save, Progress = progress }.Run(network, set, cancellation);

        if (!Context.Out.Profile.Capabilities.Interactive)
        {
            return Run(null);
        }

        return Context.Out.Progress().AutoClear(true).Start(display =>
        {
            var task = display.AddTask(Markup.Escape(title), maxValue: set.ImageIds.Count);
            return Run(new Progress<(int Done, int Total)>(progress => task.Value = progress.Done));
        });
    }

    private string Summary(WeightsEntry entry, int scale, EvaluationResult result)
    {
        var figures = Metrics
            .Select(metric => (metric.Info, Mean: result.Mean(metric.Info.Id)))
            .Where(figure => !double.IsNaN(figure.Mean))
            .Select(figure => string.Create(CultureInfo.InvariantCulture, $"{figure.Info.Id} {figure.Mean:F4}{(figure.Info.Unit.Length > 0 ? " " : string.Empty)}{figure.Info.Unit}"));
        return string.Create(CultureInfo.InvariantCulture, $"{entry.Id} x{scale} on {result.Dataset} ({result.Images.Count} images, {result.Protocol}): {string.Join(", ", figures)}; {result.Seconds:F1} s of forward passes");
    }

    private IReadOnlyList<string> Row(LoadedNetwork loaded, EvaluationResult result, ImageResult image) =>
    [
        loaded.Entry.Id, loaded.Scale.ToString(CultureInfo.InvariantCulture), result.Dataset, image.Image,
        .. Metrics.Select(metric => image.Metrics[metric.Info.Id]).Select(value => double.IsNaN(value) ? string.Empty : value.ToString("R", CultureInfo.InvariantCulture)),
        result.Protocol, loaded.Sha256, result.DatasetHash,
    ];
}
