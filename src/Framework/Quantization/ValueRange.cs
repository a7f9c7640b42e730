using System.Globalization;
using TorchSharp;

namespace Research.Framework.Quantization;

/// <summary>A closed range of values.</summary>
public readonly record struct ValueRange(double Low, double High)
{
    /// <summary>The smallest range that contains this one and 0.</summary>
    public ValueRange WithZero => new(Math.Min(Low, 0), Math.Max(High, 0));

    public static ValueRange operator *(double factor, ValueRange range) => new(factor * range.Low, factor * range.High);

    /// <summary>The two ends; the generated text would go round in circles by <see cref="WithZero"/>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"[{Low}, {High}]");

    /// <summary>Smallest and largest value of a tensor.</summary>
    /// <exception cref="NotFiniteException">A value is not finite.</exception>
    public static ValueRange Of(torch.Tensor x)
    {
        using var scope = torch.NewDisposeScope();
        var (low, high) = (x.min().to_type(torch.ScalarType.Float64).item<double>(), x.max().to_type(torch.ScalarType.Float64).item<double>());
        return double.IsFinite(low) && double.IsFinite(high) ? new ValueRange(low, high) : throw new NotFiniteException();
    }

    /// <summary>From the (100 - P) % to the P % quantile of a tensor's values, with linear interpolation (numpy's default, R7).</summary>
    /// <param name="percent">P in 50..100.</param>
    /// <exception cref="NotFiniteException">A value is not finite.</exception>
    public static ValueRange Of(torch.Tensor x, double percent)
    {
        var whole = Of(x);
        if (percent >= 100)
        {
            return whole;
        }

        using var scope = torch.NewDisposeScope();
        var sorted = x.detach().flatten().sort().Values;
        double Value(long rank) => sorted[rank].to_type(torch.ScalarType.Float64).item<double>();
        double Quantile(double part)
        {
            var place = (sorted.numel() - 1) * part;
            var (floor, low) = ((long)place, Value((long)place));
            return place > floor ? low + ((Value(floor + 1) - low) * (place - floor)) : low;
        }

        return new ValueRange(Quantile(1 - (percent / 100)), Quantile(percent / 100));
    }
}
