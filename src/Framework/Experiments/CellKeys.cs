using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using Research.Framework.Data;
using Research.Framework.Graph;
using Research.Framework.Methods;
using Research.Framework.Runtime;
using Research.Framework.Yaml;

namespace Research.Framework.Experiments;

/// <summary>Makes the keys of a plan's cells. Commit, machine and number of threads are recorded with a result, but are no part of a key.</summary>
internal sealed class CellKeys(ExperimentPlan plan, NetworkLoader loader)
{
    /// <summary>Rises when the framework changes a figure and neither a method's nor a metric's version does.</summary>
    public const int FrameworkVersion = 1;

    private readonly ConcurrentDictionary<NetworkChoice, string> _weights = new();
    private readonly ConcurrentDictionary<(ImageDataset Images, int Scale), string> _data = new();

    /// <exception cref="ResearchException">Weights, images to calibrate, train or validate on, or a file that the method reads, cannot be read.</exception>
    public CellKey Quantize(QuantizeCell cell)
    {
        var (entry, method) = (cell.Network.Weights, cell.Method.Method.Info);
        var parts = new JsonObject
        {
            ["weights"] = new JsonObject
            {
                ["sha256"] = Hash(cell.Network),
                ["network"] = entry.Network,
                ["parameters"] = entry.Parameters.DeepClone(),
                ["pixel_range"] = entry.PixelRange,
                ["io"] = entry.Io.ToString(),
                ["scale"] = cell.Network.Scale,
            },
            ["method"] = method.Id,
            ["options"] = JsonSerializer.SerializeToNode(cell.Method.Options, method.OptionsType, YamlFile.Binding),
            ["seed"] = cell.Seed,
            ["profile"] = plan.Profile.Name(),
            ["calibration"] = method.NeedsCalibration && plan.Calibration is { } calibration ? Hash(calibration, cell.Network.Scale) : null,
            ["version"] = new JsonObject { ["framework"] = FrameworkVersion, ["method"] = method.Version },
        };

        // Only where they apply: the keys of all other cells stay what they were.
        if (method.NeedsTraining)
        {
            parts["training"] = new JsonArray([.. plan.Training.Select(set => (JsonNode)Hash(set, cell.Network.Scale))]);
            parts["validation"] = plan.Validation is { } validation ? Hash(validation, cell.Network.Scale) : null;
        }

        if (!cell.Method.Needs.IsEmpty)
        {
            parts["needs"] = new JsonObject(cell.Needs.Select(need => KeyValuePair.Create(need.Part, (JsonNode?)Quantize(need.Cell).Hash)));
        }

        if (method.Files(cell.Method.Options) is { Count: > 0 } files)
        {
            parts["files"] = new JsonObject(files.Select(file => KeyValuePair.Create(file, (JsonNode?)Hash(file, method))));
        }

        return new CellKey(parts);
    }

    /// <exception cref="ResearchException">Weights or images cannot be read.</exception>
    public CellKey Evaluate(EvaluateCell cell) => Quantize(cell.Quantize).With(new JsonObject
    {
        ["data"] = Hash(cell.Dataset, cell.Quantize.Network.Scale),
        ["protocol"] = plan.Experiment.Protocol.Name,
        ["metrics"] = new JsonObject(plan.Experiment.Metrics.Select(metric => KeyValuePair.Create(metric.Info.Id, (JsonNode?)metric.Info.Version))),
        ["engine"] = cell.Quantize.Method.Method.Info.Engine,
    });

    /// <summary>SHA-256 of the weights file, and of the images that are evaluated.</summary>
    public (string Weights, string Data) Hashes(EvaluateCell cell) => (Hash(cell.Quantize.Network), Hash(cell.Dataset, cell.Quantize.Network.Scale));

    private static string Hash(string file, MethodInfo method)
    {
        try
        {
            return Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file)));
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new ResearchException($"'{file}', which method '{method.Id}' is to read, cannot be read: {problem.Message}", problem);
        }
    }

    private string Hash(NetworkChoice network) => _weights.GetOrAdd(network, _ => loader.Hash(network.Weights, network.Scale));

    private string Hash(OpenedDataset dataset, int scale) => _data.GetOrAdd((dataset.Images, scale), _ => dataset.Images.ContentHash(scale));
}
