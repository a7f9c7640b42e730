using System.Runtime.InteropServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Research.Framework.Experiments;
using Research.Framework.Methods;
using Research.Framework.Results;
using Research.Framework.Runtime;
using Research.Framework.Yaml;
using TorchSharp;

namespace Research.Framework.Provenance;

/// <summary><c>manifest.json</c>: what one must know to make the same numbers again. No folder and no host of this machine is in it, and no time.</summary>
public static class Manifest
{
    private static readonly JsonSerializerOptions Layout = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static JsonObject Create(ExperimentResult result, ResultDocument document, RunOrigin origin)
    {
        var plan = result.Plan;
        var manifest = new JsonObject
        {
            ["experiment"] = plan.Experiment.Name,
            ["profile"] = plan.Profile.Name(),
            ["commit"] = origin.Sources.Commit,
            ["dirty"] = origin.Sources.Dirty,
            ["command_line"] = origin.CommandLine,
            ["config"] = Config(plan),
            ["machine"] = Machine(),
            ["weights"] = Hashes(result.Rows.Select(row => ($"{row.Weights} x{row.Scale}", row.WeightsSha256))),
            ["datasets"] = Hashes(result.Rows.Select(row => ($"{row.Dataset} x{row.Scale}", row.DatasetSha256))),
            ["skipped"] = Texts(plan.Skipped.Select(part => $"{part.Name}: {part.Reason}")),
            ["failed"] = Texts(result.Failures.Select(failure => $"{failure.Label}: {failure.Message}")),
        };
        if (!result.NotRun.IsEmpty)
        {
            manifest["not_run"] = Texts(result.NotRun.Select(cell => cell.Label));
        }

        if (!plan.Leaks.IsEmpty)
        {
            manifest["leaks"] = Texts(plan.Leaks);
        }

        if (!plan.ChosenOnTest.IsEmpty)
        {
            manifest["chosen_on_test"] = Texts(plan.ChosenOnTest);
        }

        document.AddTo(manifest);
        return manifest;
    }

    public static string Text(JsonObject manifest) => manifest.ToJsonString(Layout) + "\n";

    private static JsonObject Config(ExperimentPlan plan)
    {
        var experiment = plan.Experiment;
        var config = new JsonObject
        {
            ["networks"] = Texts(plan.Cells.Select(cell => $"{cell.Network.Weights.Id} x{cell.Network.Scale}").Distinct()),
            ["methods"] = new JsonArray([.. experiment.Methods.Select(Method)]),
            ["calibration"] = plan.Calibration?.Name,
            ["datasets"] = Texts(plan.Datasets.Select(dataset => dataset.Name)),
            ["protocol"] = experiment.Protocol.Name,
            ["metrics"] = Texts(experiment.Metrics.Select(metric => $"{metric.Info.Id} version {metric.Info.Version}")),
            ["seeds"] = new JsonArray([.. experiment.Seeds.Select(seed => (JsonNode)seed)]),
        };
        if (!plan.Training.IsEmpty)
        {
            config["training"] = Texts(plan.Training.Select(set => set.Name));
        }

        if (plan.Validation is { } validation)
        {
            config["validation"] = validation.Name;
        }

        return config;
    }

    /// <summary>All options, also those that have their default: a default may change.</summary>
    private static JsonObject Method(MethodChoice choice)
    {
        var method = new JsonObject
        {
            ["id"] = choice.Identity.Method,
            ["version"] = choice.Method.Info.Version,
            ["options"] = JsonSerializer.SerializeToNode(choice.Options, choice.Method.Info.OptionsType, YamlFile.Binding),
        };
        if (!choice.Needs.IsEmpty)
        {
            method["needs"] = new JsonObject(choice.Needs.Select(need => KeyValuePair.Create(need.Part, (JsonNode?)Method(need.Choice))));
        }

        return method;
    }

    private static JsonObject Machine() => new()
    {
        ["runtime"] = RuntimeInformation.FrameworkDescription,
        ["torch"] = torch.__version__,
        ["os"] = RuntimeInformation.OSDescription,
        ["architecture"] = RuntimeInformation.ProcessArchitecture.ToString(),
        ["cpu"] = Processor.Model,
        ["vector_bits"] = Processor.VectorBits,
        ["threads"] = torch.get_num_threads(),
    };

    private static JsonObject Hashes(IEnumerable<(string Name, string Hash)> hashes) =>
        new(hashes.Distinct().Select(entry => KeyValuePair.Create(entry.Name, (JsonNode?)entry.Hash)));

    private static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Select(text => (JsonNode)text)]);
}
