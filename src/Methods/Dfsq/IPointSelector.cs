namespace Research.Methods.Dfsq;

/// <summary>Chooses the quantization points of a channel.</summary>
internal interface IPointSelector
{
    /// <param name="samples">The channel's normalised calibration values.</param>
    /// <param name="count">How many points at most; 2^b.</param>
    /// <returns>Ascending; fewer than asked for where some coincide.</returns>
    double[] Choose(SortedSamples samples, int count, Random random);
}
