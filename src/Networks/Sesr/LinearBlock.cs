using TorchSharp;

namespace Research.Networks.Sesr;

/// <summary>
/// The linear block of SESR's training form: a k x k convolution to many channels and a 1x1 one back, nothing in between, and
/// around the inner ones a short residual.
/// </summary>
internal static class LinearBlock
{
    private const string Expand = ".conv_expand.weight";
    private const string Squeeze = ".conv_squeeze.weight";
    private const string Bias = ".conv_squeeze.bias";

    /// <summary>One convolution instead of the block.</summary>
    /// <remarks>K[o,i,u,v] = sum_t P[o,t] E[t,i,u,v], plus 1 at (o = i, centre) for the short residual. The bias is the squeezing convolution's.</remarks>
    /// <param name="expand">E, [t, in, k, k].</param>
    /// <param name="squeeze">P, [out, t, 1, 1].</param>
    internal static torch.Tensor Collapse(torch.Tensor expand, torch.Tensor squeeze, bool residual)
    {
        var kernel = torch.einsum("ot,tiuv->oiuv", squeeze.squeeze(3).squeeze(2), expand);
        if (residual)
        {
            var centre = expand.shape[2] / 2;
            kernel[torch.TensorIndex.Colon, torch.TensorIndex.Colon, centre, centre] += torch.eye(kernel.shape[0], dtype: kernel.dtype);
        }

        return kernel;
    }

    /// <summary>Collapses every block of a training checkpoint, in float64. What belongs to no whole block is passed on: the loader then names it.</summary>
    internal static OrderedDictionary<string, torch.Tensor> CollapseAll(IReadOnlyDictionary<string, torch.Tensor> file)
    {
        var collapsed = new OrderedDictionary<string, torch.Tensor>(file, StringComparer.Ordinal);
        foreach (var key in file.Keys.Where(name => name.EndsWith(Expand, StringComparison.Ordinal)).Select(name => name[..^Expand.Length]))
        {
            if (file.TryGetValue(key + Squeeze, out var squeeze) && file.TryGetValue(key + Bias, out var bias))
            {
                var residual = key.StartsWith("residual_layers.", StringComparison.Ordinal);
                Array.ForEach([Expand, Squeeze, Bias], part => collapsed.Remove(key + part));
                collapsed.Add($"{key}.weight", Collapse(file[key + Expand].to_type(torch.ScalarType.Float64), squeeze.to_type(torch.ScalarType.Float64), residual));
                collapsed.Add($"{key}.bias", bias);
            }
        }

        return collapsed;
    }
}
