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
    private const string Plain = ".conv3x3.weight";

    private static readonly string[] EdgeFilters = ["conv1x1_sbx", "conv1x1_sby", "conv1x1_lpl"];

    private static readonly string[] Parts =
    [
        "conv3x3.weight", "conv3x3.bias", "conv1x1_3x3.k0", "conv1x1_3x3.b0", "conv1x1_3x3.k1", "conv1x1_3x3.b1",
        .. EdgeFilters.SelectMany(filter => new[] { "k0", "b0", "scale", "bias", "mask" }.Select(part => $"{filter}.{part}")),
    ];

    /// <summary>Merges every block <c>backbone.{i}</c> into its <c>conv3x3</c>, in float64. What belongs to no whole block is passed on: the loader then names it.</summary>
    internal static OrderedDictionary<string, torch.Tensor> MergeAll(IReadOnlyDictionary<string, torch.Tensor> file)
    {
        var merged = new OrderedDictionary<string, torch.Tensor>(file, StringComparer.Ordinal);
        foreach (var key in file.Keys.Where(name => name.EndsWith(Plain, StringComparison.Ordinal)).Select(name => name[..^Plain.Length]))
        {
            if (Parts.All(part => file.ContainsKey($"{key}.{part}")))
            {
                var (weight, bias) = Merge(Parts.ToDictionary(part => part, part => file[$"{key}.{part}"].to_type(torch.ScalarType.Float64), StringComparer.Ordinal));
                Array.ForEach(Parts, part => merged.Remove($"{key}.{part}"));
                merged.Add($"{key}.conv3x3.weight", weight);
                merged.Add($"{key}.conv3x3.bias", bias);
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
}
