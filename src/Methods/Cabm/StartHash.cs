using System.Security.Cryptography;
using System.Text;
using Research.Framework.Quantization;
using TorchSharp;

namespace Research.Methods.Cabm;

/// <summary>Recognises a network with its selectors.</summary>
internal static class StartHash
{
    /// <summary>SHA-256 over names and values of weights, statistics, quantizers and policy, in hexadecimal digits.</summary>
    internal static string Of(QuantizedNetwork network)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var states = network.Network.Graph.Tensors.Select(declaration => (declaration.Name, Tensor: network.Network[declaration.Name]))
            .Concat(network.Edges.SelectMany(edge => network.Quantizers[edge.Name].State.Select(state => (Name: $"{edge.Name}:{state.Key}", Tensor: state.Value))))
            .Concat(network.Policy.State.Select(state => (Name: $"policy:{state.Key}", Tensor: state.Value)));
        foreach (var (name, tensor) in states.OrderBy(state => state.Name, StringComparer.Ordinal))
        {
            using var scope = torch.NewDisposeScope();
            hash.AppendData(Encoding.UTF8.GetBytes($"{name} {tensor.dtype} {string.Join('x', tensor.shape)}\n"));
            hash.AppendData(tensor.detach().cpu().contiguous().bytes);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
