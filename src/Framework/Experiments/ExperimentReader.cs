using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Research.Framework.Data;
using Research.Framework.Evaluation;
using Research.Framework.Methods;
using Research.Framework.Metrics;
using Research.Framework.Plots;
using Research.Framework.Runtime;
using Research.Framework.Yaml;

namespace Research.Framework.Experiments;

/// <summary>Checks a document against its types and the catalogs, and goes on after an error.</summary>
internal sealed partial class ExperimentReader(YamlFile file, Catalogs catalogs, ResearchPaths? data)
{
    private readonly List<string> _errors = [];

    /// <exception cref="ResearchException">All that is wrong.</exception>
    public Experiment Read()
    {
        var head = (ExperimentDocument?)file.Bind(file.Root, typeof(ExperimentDocument), "$", _errors);
        if (head is not null && !NamePattern().IsMatch(head.Name))
        {
            Add("$.name", $"the name '{head.Name}' becomes a folder: use lower-case letters, digits, '-', and '/' between folders");
        }

        var networks = Networks().ToImmutableArray();
        var methods = Items<MethodDocument>("methods", Shorthand(ReadIdentity)).SelectMany(Methods).ToImmutableArray();
        var (calibration, training, validation) = (Images("calibration"), Sets("training"), Images("validation"));
        var datasets = Items<DatasetDocument>("datasets", Shorthand(Named("prefer"))).Select(Dataset).OfType<DatasetChoice>().ToImmutableArray();
        var metrics = Names("metrics").Select(item => Try(item.Path, () => MetricCatalog.Find(item.Name))).OfType<IMetric>().ToImmutableArray();
        var figures = Names("figures").Select(item => Try(item.Path, () => catalogs.Figures.Find(item.Name))).OfType<IFigure>().ToImmutableArray();
        var protocol = Try("$.protocol", () => Protocols.Parse(head?.Protocol ?? "whole-image"));
        var crops = Items<CropDocument>("crops", (node, _) => node).Select(Crop).OfType<ImageCrop>().ToImmutableArray();
        var seeds = head?.Seeds?.ToImmutableArray() ?? [1];

        Repeated("networks", networks.Select(network => $"{network.Weights.Id} at x{network.Scale}"));
        Repeated("methods", methods.Select(method => method.Identity.ToString()));
        Repeated("datasets", datasets.Select(dataset => dataset.Prefer));
        Repeated("crops", crops.Select(crop => crop.Name));
        Repeated("training", training.Select(dataset => dataset.Prefer));
        Repeated("metrics", metrics.Select(metric => metric.Info.Id));
        Repeated("seeds", seeds.Select(seed => JsonValue.Create(seed).ToJsonString()));
        Missing(head, methods, metrics);
        var reference = Reference(head?.Reference, networks, methods, datasets);
        CheckCrops(networks, datasets, crops);
        if (_errors.Count > 0)
        {
            throw new ResearchException(string.Join('\n', _errors));
        }

        var experiment = new Experiment(head!.Name, head.Title, head.Description, networks, methods, calibration, datasets, protocol!, metrics, seeds, head.Table, figures, head.AllowLeak)
        {
            Training = training,
            Validation = validation,
            SelectOnTest = head.SelectOnTest,
            Reference = reference,
            Tiles = head.Tiles,
            Crops = crops,
        };
        var problems = data is null ? [] : DataCheck.Problems(experiment, catalogs, data).Select(problem => $"{file.At($"$.{problem.Section}")}: {problem.Message}").ToList();
        return problems.Count > 0 ? throw new ResearchException(string.Join('\n', problems)) : experiment;
    }

    private IEnumerable<NetworkChoice> Networks()
    {
        if (Section("networks") is JsonValue value && value.GetValueKind() == JsonValueKind.String && value.GetValue<string>() == "all")
        {
            return catalogs.Weights.Entries.SelectMany(entry => entry.Scales.Select(scale => new NetworkChoice(entry, scale, Optional: true)));
        }

        if (Section("networks") is not (null or JsonArray))
        {
            Add("$.networks", "expected a list of weights, or 'all'");
        }

        return Items<NetworkDocument>("networks", Shorthand(Named("weights"))).SelectMany(item => Network(item.Path, item.Value));
    }

    private IEnumerable<NetworkChoice> Network(string path, NetworkDocument written)
    {
        var entry = Try($"{path}.weights", () => catalogs.Weights.Find(written.Weights));
        if (entry is null)
        {
            return [];
        }

        if (written.Scale is { } scale && !entry.Scales.Contains(scale))
        {
            Add($"{path}.scale", $"'{entry.Id}' has no scale {scale}; it has {string.Join(", ", entry.Scales)}");
            return [];
        }

        var except = written.Except?.ToImmutableArray() ?? [];
        foreach (var (index, dataset) in except.Index().Where(item => !WrittenDatasets().Contains(item.Item, StringComparer.Ordinal)))
        {
            Add($"{path}.except[{index}]", $"the experiment has no data set '{dataset}'.{Nearest.Hint(dataset, WrittenDatasets())}");
        }

        foreach (var repeated in except.GroupBy(dataset => dataset, StringComparer.Ordinal).Where(group => group.Count() > 1))
        {
            Add($"{path}.except", $"'{repeated.Key}' stands in 'except' more than once");
        }

        return entry.Scales.Where(served => written.Scale is null || written.Scale == served).Select(served => new NetworkChoice(entry, served, written.Optional) { Except = except });
    }

    private IEnumerable<MethodChoice> Methods((string Path, MethodDocument Value) item)
    {
        var method = Try($"{item.Path}.id", () => catalogs.Methods.Find(item.Value.Id));
        var options = item.Value.Options ?? [];
        if (method is null || file.Bind(options, method.Info.OptionsType, $"{item.Path}.options", _errors) is not { } bound)
        {
            return [];
        }

        return item.Value.Cross is { } cross ? Crossed(method, options, cross, $"{item.Path}.cross") : Checked(method, [bound], item.Path);
    }

    private List<MethodChoice> Crossed(IQuantizationMethod method, JsonObject options, JsonObject cross, string path)
    {
        var problems = OptionCross.Problems(options, cross).ToList();
        problems.ForEach(problem => Add($"{path}.{problem.Key}", problem.Message));
        var errors = new List<string>();
        var bound = problems.Count > 0 ? [] : OptionCross.Expand(options, cross).Select(combination => file.Bind(combination, method.Info.OptionsType, path, errors)).ToList();
        _errors.AddRange(errors.Distinct()); // One wrong value stands in many combinations.
        return Checked(method, bound.OfType<object>(), path);
    }

    private List<MethodChoice> Checked(IQuantizationMethod method, IEnumerable<object> options, string path)
    {
        var choices = new List<MethodChoice>();
        foreach (var choice in options.Select(chosen => new MethodChoice(method, chosen)))
        {
            if ((choice.Options as ICheckedOptions)?.Problem() is { } problem)
            {
                Add(path, $"{choice.Identity}: {problem}");
            }

            choices.Add(Try(path, () => NeededMethods.Resolve(choice, catalogs.Methods)) ?? choice);
        }

        return choices;
    }

    /// <summary>The set of a section that names one.</summary>
    private DatasetChoice? Images(string section)
    {
        if (Section(section) is not { } node)
        {
            return null;
        }

        var written = (DatasetDocument?)file.Bind(Shorthand(Named("prefer"))(node, $"$.{section}"), typeof(DatasetDocument), $"$.{section}", _errors);
        return written is null ? null : Dataset(($"$.{section}", written));
    }

    /// <summary>Those of a section that names one or several.</summary>
    private ImmutableArray<DatasetChoice> Sets(string section) => Section(section) is JsonArray
        ? [.. Items<DatasetDocument>(section, Shorthand(Named("prefer"))).Select(Dataset).OfType<DatasetChoice>()]
        : Images(section) is { } only ? [only] : [];

    private DatasetChoice? Dataset((string Path, DatasetDocument Value) item)
    {
        var known = Known($"{item.Path}.prefer", item.Value.Prefer, item.Value.As) & (item.Value.Else is null || Known($"{item.Path}.else", item.Value.Else, item.Value.As));
        return known ? new DatasetChoice(item.Value.Prefer, item.Value.Else, item.Value.As, item.Value.Optional) : null;
    }

    /// <summary>Whether there is such a set at all, and such a part of it where it is at hand.</summary>
    private bool Known(string path, string name, ImageUse use) => Try(path, () =>
    {
        var id = DatasetCatalog.Split(name).Id;
        var ids = catalogs.Datasets.Sources.Select(source => source.Id).ToList();
        if (!ids.Contains(id, StringComparer.OrdinalIgnoreCase))
        {
            throw new ResearchException($"There is no data set '{id}'.{Nearest.Hint(id, ids)}");
        }

        if (data is not null)
        {
            OpenedDataset.AtHand(new DatasetChoice(name, null, use, Optional: true), catalogs, data); // A part that it does not have.
        }

        return id;
    }) is not null;

    private void Missing(ExperimentDocument? head, IReadOnlyList<MethodChoice> methods, IEnumerable<IMetric> metrics)
    {
        if (Section("calibration") is null && methods.FirstOrDefault(method => method.NeedsCalibration) is { } calibrated)
        {
            Add("$.methods", $"method '{calibrated.Identity}' needs calibration images: name a data set under 'calibration'");
        }

        if (Section("training") is null && methods.FirstOrDefault(method => method.NeedsTraining) is { } trained)
        {
            Add("$.methods", $"method '{trained.Identity}' needs training images: name a data set under 'training'");
        }

        if (head?.Table == TableKind.Anchors && new[] { "psnr:y", "ssim:y-valid" }.Except(metrics.Select(metric => metric.Info.Id)).ToList() is { Count: > 0 } missing)
        {
            Add("$.metrics", $"a table of anchors needs {string.Join(" and ", missing)}");
        }
    }

    [GeneratedRegex("^[a-z0-9]+(-[a-z0-9]+)*(/[a-z0-9]+(-[a-z0-9]+)*)*$")]
    private static partial Regex NamePattern();
}
