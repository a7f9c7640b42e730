using TorchSharp;

namespace Research.Framework.Quantization;

/// <summary>The look-up quantizer: levels at any points.</summary>
public static class Lookup
{
    /// <summary>Replaces each element by the nearest point.</summary>
    /// <remarks>
    /// x' = (x - offset) / scale, q = the point nearest to x' (distances in the type of <paramref name="x"/>; of equally near points
    /// the first in the given order), x_q = q scale + offset: DFSQ's activation quantizer with offset = mean (or 0) and
    /// scale = max|x - mean| + 1e-8 of each channel of each sample (released code, class of the quantized convolution).
    /// The gradient is passed straight through to <paramref name="x"/>; none reaches the points, the offset or the scale.
    /// </remarks>
    /// <param name="x">N x C x H x W.</param>
    /// <param name="points_CK">One row of points per channel, or one row for all.</param>
    /// <param name="offset_NC">0 if not given.</param>
    /// <param name="scale_NC">Positive; 1 if not given.</param>
    /// <exception cref="NotFiniteException">An element is NaN or infinite.</exception>
    public static torch.Tensor Nearest(torch.Tensor x, torch.Tensor points_CK, torch.Tensor? offset_NC = null, torch.Tensor? scale_NC = null)
    {
        using var scope = torch.NewDisposeScope();
        torch.Tensor[] parameters =
        [
            .. new[] { offset_NC ?? torch.zeros(1, 1), scale_NC ?? torch.ones(1, 1) }.Concat(points_CK.t().unbind(0).Select(point => point.unsqueeze(0)))
                .Select(values => values.detach().to(x.device).to_type(x.dtype).view(values.shape[0], values.shape[1], 1, 1)),
        ];
        return StraightThrough.Apply(x, input => ChannelPass.Run(input, parameters, values => new LookupKernel(values[0], values[1], values[2..]), () => Operations(input, parameters)))
            .MoveToOuterDisposeScope();
    }

    /// <summary>The kernel's third form.</summary>
    internal static torch.Tensor Operations(torch.Tensor x, torch.Tensor[] parameters)
    {
        var (offset, scale) = (parameters[0], parameters[1]);
        var normal = x.sub(offset).div(scale);
        var nearest = parameters[2].expand_as(x);
        var least = normal.sub(nearest).abs();
        foreach (var point in parameters[3..])
        {
            var distance = normal.sub(point).abs();
            var nearer = distance < least;
            least = torch.where(nearer, distance, least);
            nearest = torch.where(nearer, point, nearest);
        }

        return nearest.mul(scale).add(offset);
    }
}
