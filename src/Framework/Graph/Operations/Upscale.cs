using Research.Framework.Numerics;
using TorchSharp;

namespace Research.Framework.Graph.Operations;

public sealed record Upscale(int Factor, UpscaleKind Kind) : Operation
{
    internal override torch.Tensor Forward(ReadOnlySpan<torch.Tensor> inputs, IOperationTensors tensors, bool inPlace)
    {
        var x = inputs[0];
        if (Kind == UpscaleKind.BicubicMatlab)
        {
            return MatlabUpscale(x, Factor);
        }

        var mode = Kind switch
        {
            UpscaleKind.Nearest => torch.InterpolationMode.Nearest,
            UpscaleKind.Bilinear => torch.InterpolationMode.Bilinear,
            _ => torch.InterpolationMode.Bicubic,
        };
        bool? alignCorners = Kind == UpscaleKind.Nearest ? null : false;
        return torch.nn.functional.interpolate(x, scale_factor: [Factor, Factor], mode: mode, align_corners: alignCorners);
    }

    /// <remarks>Separable, so two matrix products; in float64 because the reference computes its base so.</remarks>
    private static torch.Tensor MatlabUpscale(torch.Tensor x, int factor)
    {
        using var scope = torch.NewDisposeScope();
        using var rows = ResamplingMatrix(x.shape[2], factor).to(x.device);
        using var columns = ResamplingMatrix(x.shape[3], factor).to(x.device);
        return rows.matmul(x.to_type(torch.ScalarType.Float64)).matmul(columns.transpose(0, 1)).to_type(x.dtype).MoveToOuterDisposeScope();
    }

    /// <summary>factor * size rows of size weights.</summary>
    private static torch.Tensor ResamplingMatrix(long size, int factor)
    {
        var weights = MatlabBicubic.Weights((int)size, (int)size * factor, factor);
        var matrix = new double[size * factor * size];
        for (var at = 0; at < weights.Weights.Length; at++)
        {
            matrix[(at / weights.Taps * size) + weights.Indices[at]] += weights.Weights[at];
        }

        return torch.tensor(matrix, [size * factor, size]);
    }
}
