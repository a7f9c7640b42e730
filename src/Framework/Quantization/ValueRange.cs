using TorchSharp;

namespace Research.Framework.Quantization;

/// <summary>A closed range of values.</summary>
public readonly record struct ValueRange(double Low, double High)
{
    /// <summary>The smallest range that contains this one and 0.</summary>
    public ValueRange WithZero => new(Math.Min(Low, 0), Math.Max(High, 0));

    public static ValueRange operator *(double factor, ValueRange range) => new(factor * range.Low, factor * range.High);

    /// <summary>Smallest and largest value of a tensor.</summary>
    /// <exception cref="NotFiniteException">A value is not finite.</exception>
    public static ValueRange Of(torch.Tensor x)
    {
        using var scope = torch.NewDisposeScope();
        var (low, high) = (x.min().to_type(torch.ScalarType.Float64).item<double>(), x.max().to_type(torch.ScalarType.Float64).item<double>());
        return double.IsFinite(low) && double.IsFinite(high) ? new ValueRange(low, high) : throw new NotFiniteException();
    }
}
