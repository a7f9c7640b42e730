namespace Research.Framework.Quantization;

/// <summary>What a <see cref="UniformGrid"/> means.</summary>
internal static class UniformGrids
{
    /// <summary>The smallest range around the given one that the grid can represent.</summary>
    internal static ValueRange Widen(this UniformGrid grid, ValueRange range) => grid switch
    {
        UniformGrid.Affine => range.WithZero,
        UniformGrid.Symmetric => Math.Max(Math.Abs(range.Low), Math.Abs(range.High)) is var limit ? new ValueRange(-limit, limit) : default,
        _ => range,
    };

    /// <summary>The grid's levels where 0 is one of them.</summary>
    internal static AffineGrid Levels(this UniformGrid grid, ValueRange range, int bits) =>
        grid == UniformGrid.Symmetric ? AffineGrid.Symmetric(range, bits) : AffineGrid.Of(range, bits);

    /// <summary>The quantizer of single values.</summary>
    internal static Func<double, double> Quantizer(this UniformGrid grid, ValueRange range, int bits)
    {
        if (grid != UniformGrid.Interval)
        {
            return grid.Levels(range, bits).Quantize;
        }

        var (n, width) = ((1 << bits) - 1, range.High - range.Low);
        return x => width > 0
            ? (Math.Round((Math.Clamp(x, range.Low, range.High) - range.Low) / width * n, MidpointRounding.ToEven) / n * width) + range.Low
            : range.Low;
    }
}
