namespace Research.Framework.Quantization;

/// <summary>Where the equally spaced levels of a quantizer lie.</summary>
public enum UniformGrid
{
    /// <summary>2^b levels over a range that contains 0, moved so that one of them is 0: <see cref="AffineGrid.Of"/>.</summary>
    Affine,

    /// <summary>2^b - 1 levels, as many below 0 as above, and 0: <see cref="AffineGrid.Symmetric"/>.</summary>
    Symmetric,

    /// <summary>2^b levels from one end of the range to the other, 0 in general none of them: <see cref="LearnedRanges.Interval"/> (AdaBM).</summary>
    Interval,
}
