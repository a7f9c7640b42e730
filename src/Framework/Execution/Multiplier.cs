namespace Research.Framework.Execution;

/// <summary>How an accumulator is brought to the grid of its output. The two may differ by one code.</summary>
public enum Multiplier
{
    /// <summary>round(acc * M) in float64.</summary>
    Float64,

    /// <summary>M as a 32-bit integer and a shift, as kernels without floating point have it.</summary>
    FixedPoint,
}
