using TorchSharp;

namespace Research.Framework.Execution;

/// <summary>A tensor of the state dictionary as float64, row-major.</summary>
internal static class Parameters
{
    internal static double[] Of(torch.Tensor tensor)
    {
        using var scope = torch.NewDisposeScope();
        return tensor.detach().cpu().to_type(torch.ScalarType.Float64).contiguous().data<double>().ToArray();
    }
}
