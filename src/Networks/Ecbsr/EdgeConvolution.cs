using TorchSharp;

namespace Research.Networks.Ecbsr;

/// <summary>
/// The edge-oriented convolution block of ECBSR's training form: a 3x3 convolution, a 1x1 convolution followed by a 3x3 one, and
/// three 1x1 convolutions followed by a scaled Sobel or Laplace filter. Its sum is one 3x3 convolution, exactly: the training code
/// pads each 1x1 result with its bias.
/// </summary>
/// <remarks>
/// K = K3 + sum_t k1[o,t,u,v] k0[t,i] + sum_f s_f[o] mask_f[u,v] k0_f[o,i];
/// B = b3 + (b1[o] + sum_(t,u,v) k1[o,t,u,v] b0[t]) + sum_f (beta_f[o] + s_f[o] sum_(u,v) mask_f[u,v] b0_f[o]).
/// The optional identity branch leaves no trace in a file and is off in all of the authors' configurations.
/// </remarks>
internal static class EdgeConvolution
{
    private static readonly string[] EdgeFilters = ["conv1x1_sbx", "conv1x1_sby", "conv1x1_lpl"];

    /// <summary>Merges every block <c>backbone.{i}</c> into its <c>conv3x3</c>, in float64; other tensors are passed on.</summary>
    internal static OrderedDictionary<string, torch.Tensor> MergeAll(IReadOnlyDictionary<string, torch.Tensor> file)
    {
        var merged = new OrderedDictionary<string, torch.Tensor>(StringComparer.Ordinal);
        foreach (var (name, tensor) in file)
        {
            if (name.EndsWith(".conv3x3.weight", StringComparison.Ordinal) && Block(name[..^".conv3x3.weight".Length], file) is { } block)
            {
                var (weight, bias) = Merge(block);
                merged[name] = weight;
                merged[name.Replace(".weight", ".bias", StringComparison.Ordinal)] = bias;
            }
            else if (!name.Contains(".conv1x1_", StringComparison.Ordinal))
            {
                merged.TryAdd(name, tensor);
            }
        }

        return merged;
    }

    /// <param name="block">Tensors of one block by their names within it.</param>
    internal static (torch.Tensor Weight, torch.Tensor Bias) Merge(IReadOnlyDictionary<string, torch.Tensor> block)
    {
        var (k0, k1) = (block["conv1x1_3x3.k0"].squeeze(3).squeeze(2), block["conv1x1_3x3.k1"]);
        var weight = block["conv3x3.weight"] + torch.einsum("otuv,ti->oiuv", k1, k0);
        var bias = block["conv3x3.bias"] + block["conv1x1_3x3.b1"] + torch.einsum("otuv,t->o", k1, block["conv1x1_3x3.b0"]);
        foreach (var filter in EdgeFilters)
        {
            var kernel = block[$"{filter}.scale"] * block[$"{filter}.mask"];
            weight += kernel * block[$"{filter}.k0"];
            bias += block[$"{filter}.bias"] + (kernel.sum([1, 2, 3]) * block[$"{filter}.b0"]);
        }

        return (weight, bias);
    }

    /// <summary>The tensors of a block in float64, or null where it is not whole: the loader then says what is missing.</summary>
    private static Dictionary<string, torch.Tensor>? Block(string key, IReadOnlyDictionary<string, torch.Tensor> file)
    {
        string[] names =
        [
            "conv3x3.weight", "conv3x3.bias", "conv1x1_3x3.k0", "conv1x1_3x3.b0", "conv1x1_3x3.k1", "conv1x1_3x3.b1",
            .. EdgeFilters.SelectMany(filter => new[] { "k0", "b0", "scale", "bias", "mask" }.Select(part => $"{filter}.{part}")),
        ];
        return names.All(name => file.ContainsKey($"{key}.{name}"))
            ? names.ToDictionary(name => name, name => file[$"{key}.{name}"].to_type(torch.ScalarType.Float64), StringComparer.Ordinal)
            : null;
    }
}
