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

    /// <summary>Collapses every block of a training checkpoint in float64; other tensors are passed on.</summary>
    internal static OrderedDictionary<string, torch.Tensor> CollapseAll(IReadOnlyDictionary<string, torch.Tensor> file)
    {
        var collapsed = new OrderedDictionary<string, torch.Tensor>(StringComparer.Ordinal);
        foreach (var (name, tensor) in file)
        {
            var key = name.EndsWith(Expand, StringComparison.Ordinal) ? name[..^Expand.Length] : null;
            if (key is not null && file.TryGetValue(key + Squeeze, out var squeeze))
            {
                var residual = key.StartsWith("residual_layers.", StringComparison.Ordinal);
                collapsed.Add($"{key}.weight", Collapse(tensor.to_type(torch.ScalarType.Float64), squeeze.to_type(torch.ScalarType.Float64), residual));
            }
            else if (name.EndsWith(".conv_squeeze.bias", StringComparison.Ordinal))
            {
                collapsed.Add(name.Replace(".conv_squeeze", string.Empty, StringComparison.Ordinal), tensor);
            }
            else if (!name.EndsWith(Squeeze, StringComparison.Ordinal))
            {
                collapsed.Add(name, tensor);
            }
        }

        return collapsed;
    }
}
