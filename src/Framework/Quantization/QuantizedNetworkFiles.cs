using System.Collections.Immutable;
using System.Text.Json;
using Research.Framework.Runtime;
using Research.Framework.Weights;
using TorchSharp;

namespace Research.Framework.Quantization;

/// <summary>
/// A quantized network in a folder: <c>state.safetensors</c> with the network's tensors by their names and the quantizers' states as
/// <c>activation:EDGE:STATE</c> and <c>weight:TENSOR:STATE</c>, the policy's as <c>policy:STATE</c>, and <c>edges.json</c>, a description for people and other programs
/// by which a wrong folder is recognised; beside them what the policy has to tell people.
/// </summary>
internal static class QuantizedNetworkFiles
{
    private const string StateFile = "state.safetensors";
    private const string EdgesFile = "edges.json";
    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, WriteIndented = true, NewLine = "\n" };

    internal static void Save(QuantizedNetwork network, string folder)
    {
        AtomicFile.WriteAllText(Path.Combine(folder, EdgesFile), Description(network));
        foreach (var (name, content) in network.Policy.Files)
        {
            AtomicFile.WriteAllText(Path.Combine(folder, name), content);
        }

        Safetensors.Write(Path.Combine(folder, StateFile), Tensors(network));
    }

    internal static void Load(QuantizedNetwork network, string folder)
    {
        var (edges, state) = (Path.Combine(folder, EdgesFile), Path.Combine(folder, StateFile));
        if (!File.Exists(edges) || !File.Exists(state))
        {
            throw new ResearchException($"'{folder}' holds no quantized network: {EdgesFile} and {StateFile} are expected there.");
        }

        if (File.ReadAllText(edges) != Description(network))
        {
            throw new ResearchException($"'{edges}' describes another network, or other quantizers or bits, than '{network.Network.Graph.Name}' with the options given here.");
        }

        using var saved = Safetensors.Read(state);
        var own = Tensors(network).ToList();
        var different = own.Where(pair => !saved.Tensors.TryGetValue(pair.Key, out var found) || !found.shape.SequenceEqual(pair.Value.shape) || found.dtype != pair.Value.dtype)
            .Select(pair => pair.Key)
            .Concat(saved.Tensors.Keys.Except(own.Select(pair => pair.Key), StringComparer.Ordinal))
            .ToList();
        if (different.Count > 0)
        {
            throw new ResearchException($"'{state}' does not fit the network: {string.Join(", ", different.Take(5))} missing, unexpected, or of another shape or type ({different.Count} in all).");
        }

        using var noGradient = torch.no_grad();
        foreach (var (name, tensor) in own)
        {
            tensor.copy_(saved.Tensors[name]);
        }
    }

    private static IEnumerable<KeyValuePair<string, torch.Tensor>> Tensors(QuantizedNetwork network) =>
        network.Network.Graph.Tensors.Select(declaration => KeyValuePair.Create(declaration.Name, network.Network[declaration.Name]))
            .Concat(network.Edges.SelectMany(edge => States($"activation:{edge.Name}", network.Quantizers[edge.Name].State)))
            .Concat(network.WeightQuantizers.OrderBy(pair => pair.Key, StringComparer.Ordinal).SelectMany(pair => States($"weight:{pair.Key}", pair.Value.State)))
            .Concat(States("policy", network.Policy.State));

    private static IEnumerable<KeyValuePair<string, torch.Tensor>> States(string owner, IReadOnlyDictionary<string, torch.Tensor> state) =>
        state.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => KeyValuePair.Create($"{owner}:{pair.Key}", pair.Value));

    private static string Description(QuantizedNetwork network) => JsonSerializer.Serialize(
        new Content(
            network.Network.Graph.Name,
            network.Network.Graph.Scale,
            [.. network.Edges.Select(edge => new Edge(edge.Name, edge.Value.Name, network.Quantizers[edge.Name].Kind, edge.Candidates, edge.Counted))],
            [.. network.WeightQuantizers.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => new Weight(pair.Key, pair.Value.GetType().Name, pair.Value.Bits))]),
        Json) + "\n";

    private sealed record Content(string Network, int Scale, ImmutableArray<Edge> Edges, ImmutableArray<Weight> Weights);

    private sealed record Edge(string Name, string Value, string Quantizer, ImmutableArray<int> Candidates, bool Counted);

    private sealed record Weight(string Tensor, string Quantizer, int Bits);
}
