using Research.Framework.Graph;
using Research.Framework.Quantization;
using Research.Framework.Weights;
using Research.Methods.Cadyq;
using TorchSharp;

namespace Research.Tests.Methods.Cadyq;

/// <summary>What CADyQ's released modules call quantizers and selectors.</summary>
internal static class ReleasedNames
{
    /// <summary>Edges with selectors, by the name of the module, in the order in which the released network meets them.</summary>
    internal static OrderedDictionary<string, string> Selectors(NetworkGraph graph)
    {
        var names = new OrderedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var site in graph.Sites.Where(site => site.Role == Role.Body).Select(site => site.Name))
        {
            names.Add(Selector(graph.Name.Split('-')[0], site), site);
        }

        return names;
    }

    /// <summary>Edges with one quantizer, by the name of the module.</summary>
    internal static IReadOnlyDictionary<string, string> Fixed(NetworkGraph graph) => graph.Name.Split('-')[0] switch
    {
        "EDSR" => Enumerable.Range(0, graph.Sites.Max(site => site.Block)!.Value + 1).ToDictionary(i => $"body.{i}.quant_act3", i => $"body.{i}.body.2.out", StringComparer.Ordinal),
        "IDN" => new Dictionary<string, string>(StringComparer.Ordinal) { ["fblock.quant_actf1"] = "fblock.module.0", ["fblock.quant_actf2"] = "fblock.module.2" },
        _ => new Dictionary<string, string>(StringComparer.Ordinal),
    };

    /// <summary>Loads weights, bounds and selectors of a file whose names begin with <paramref name="prefix"/>.</summary>
    internal static void Load(QuantizedNetwork network, StateDict file, string prefix)
    {
        using var mode = torch.no_grad();
        using var scope = torch.NewDisposeScope();
        var graph = network.Network.Graph;
        Plain(network.Network, file, prefix);
        torch.Tensor Of(string name) => file.Tensors[prefix + name];
        foreach (var (theirs, edge) in Fixed(graph))
        {
            Bounds(network, edge).copy_(Of($"{theirs}.alpha"));
        }

        foreach (var (theirs, edge) in Selectors(graph))
        {
            Bounds(network, edge).copy_(torch.cat([.. Enumerable.Range(1, 3).Select(k => Of($"{theirs}.quant_bit{k}.alpha"))]));
            var selector = ((SelectorBits)network.Policy).Selectors[edge];
            selector.Weight.copy_(Of($"{theirs}.net_small.0.weight"));
            selector.Bias.copy_(Of($"{theirs}.net_small.0.bias"));
        }
    }

    /// <summary>Loads the network's own tensors; in the type that it has.</summary>
    internal static void Plain(SrNetwork network, StateDict file, string prefix)
    {
        var tensors = file.Tensors.Where(pair => pair.Key.StartsWith(prefix, StringComparison.Ordinal)).Select(pair => KeyValuePair.Create(pair.Key[prefix.Length..], pair.Value.alias()));
        using var state = new StateDict(file.Path, file.Sha256, file.Container, new OrderedDictionary<string, torch.Tensor>(tensors));
        network.Load(state).Dispose();
    }

    /// <summary>The tensor of ours that one of theirs is; of a quantizer with several bounds, the bound.</summary>
    internal static torch.Tensor Find(QuantizedNetwork network, string theirs, Func<torch.Tensor, torch.Tensor> of)
    {
        var (graph, dot) = (network.Network.Graph, theirs.LastIndexOf('.'));
        var (module, tensor) = (theirs[..dot], theirs[(dot + 1)..]);
        if (Fixed(graph).TryGetValue(module, out var single))
        {
            return of(Bounds(network, single));
        }

        foreach (var (name, edge) in Selectors(graph))
        {
            var selector = ((SelectorBits)network.Policy).Selectors[edge];
            if (module == $"{name}.net_small.0")
            {
                return of(tensor == "bias" ? selector.Bias : selector.Weight);
            }

            if (module.StartsWith($"{name}.quant_bit", StringComparison.Ordinal))
            {
                return of(Bounds(network, edge)).narrow(0, module[^1] - '1', 1);
            }
        }

        return of(network.Network[theirs.Replace("body.3.", "body.2.", StringComparison.Ordinal)]);
    }

    private static TorchSharp.Modules.Parameter Bounds(QuantizedNetwork network, string edge) => ((PamsQuantizer)network.Quantizers[edge]).Alpha;

    private static string Selector(string network, string site)
    {
        var parts = site.Split('.');
        return network switch
        {
            "EDSR" => parts[^1] == "0" ? $"body.{parts[1]}.bitsel1" : site,
            "SRResNet" => $"body.{parts[1]}.classify{(parts[^1] == "0" ? 1 : 2)}",
            "CARN" => $"{parts[0]}.{parts[1]}.body.{(parts[^1] == "0" ? 0 : 3)}",
            _ => $"{string.Join('.', parts[..^1])}.{(parts[^1] == "0" ? 0 : parts[^1] == "2" ? 3 : 6)}",
        };
    }
}
