using TorchSharp;

namespace Research.Framework.Quantization;

/// <summary>Finds ranges for the quantizers of <see cref="LearnedRanges"/> by their error on a tensor.</summary>
public static class RangeSearch
{
    private const int WeightSteps = 50;
    private const int ActivationSteps = 100;

    /// <summary>The limit U of <see cref="LearnedRanges.Symmetric"/> with the smallest mean squared error.</summary>
    /// <remarks>Candidates (1 - 0.01 i) start, i = 0..49, the first minimum wins (AdaBM's start of its weights' ranges, released code).</remarks>
    public static (double Limit, int Step, double Error) Symmetric(torch.Tensor weight, int bits, LimitStart start = LimitStart.SignedMaximum)
    {
        using var mode = torch.no_grad();
        using var scope = torch.NewDisposeScope();
        var largest = (start == LimitStart.SignedMaximum ? weight : weight.abs()).max().to_type(torch.ScalarType.Float64).item<double>();
        var (range, step, error) = ShrinkSearch.Best(
            new ValueRange(-largest, largest),
            WeightSteps,
            candidate => Error(weight, LearnedRanges.Symmetric(weight, torch.tensor(candidate.High, weight.dtype, weight.device), bits)));
        return (range.High, step, error);
    }

    /// <summary>The range of <see cref="LearnedRanges.Interval"/> with the smallest mean squared error.</summary>
    /// <remarks>Candidates (1 - 0.01 i) (l, u), i = 0..99, the first minimum wins (AdaBM's bit-aware clipping, released code).</remarks>
    public static (ValueRange Range, int Step, double Error) Interval(torch.Tensor x, ValueRange start, int bits)
    {
        using var mode = torch.no_grad();
        using var scope = torch.NewDisposeScope();
        torch.Tensor Number(double value) => torch.tensor(value, x.dtype, x.device);
        return ShrinkSearch.Best(start, ActivationSteps, candidate => Error(x, LearnedRanges.Interval(x, Number(candidate.Low), Number(candidate.High), Number(bits))));
    }

    private static double Error(torch.Tensor x, torch.Tensor quantized)
    {
        using (quantized)
        {
            return torch.nn.functional.mse_loss(quantized, x).to_type(torch.ScalarType.Float64).item<double>();
        }
    }
}
