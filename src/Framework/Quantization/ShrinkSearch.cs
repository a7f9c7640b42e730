namespace Research.Framework.Quantization;

/// <summary>Shrinks a range step by step and keeps the one with the smallest error (OMSE; AdaBM's bit-aware clipping).</summary>
/// <remarks>Candidates (1 - 0.01 i) (l, u), i = 0, 1, ...; the first minimum wins.</remarks>
public static class ShrinkSearch
{
    /// <param name="steps">Number of candidates, 1..100.</param>
    /// <param name="error">Mean squared quantization error of a candidate.</param>
    public static (ValueRange Range, int Step, double Error) Best(ValueRange start, int steps, Func<ValueRange, double> error)
    {
        var best = (Range: start, Step: 0, Error: double.PositiveInfinity);
        for (var i = 0; i < steps; i++)
        {
            var range = (1 - (0.01 * i)) * start;
            var now = error(range);
            if (now < best.Error)
            {
                best = (range, i, now);
            }
        }

        return best;
    }
}
