namespace Research.Framework.Execution;

/// <summary>A convolution's parameters as integers.</summary>
/// <remarks>
/// s_w[c] = max|w_c| / 127, q_w = round(w / s_w), q_b = round(b / (s_x s_w)), M_c = s_x s_w / s_y; halves away from zero.
/// A channel without any weight takes a step that leaves its bias exact to 2^-16 s_x.
/// </remarks>
/// <param name="Codes">q_w, row-major in the shape of the weight tensor, in -127..127.</param>
/// <param name="Scales">s_w, one per output channel.</param>
/// <param name="Bias">q_b, one per output channel.</param>
/// <param name="Multipliers">M, one per output channel.</param>
internal sealed record IntegerWeights(double[] Codes, double[] Scales, int[] Bias, double[] Multipliers)
{
    private const double Most = 127;
    private const double StepOfNothing = 1.0 / (1 << 16);

    /// <param name="weight">Row-major.</param>
    /// <param name="channelOf">Output channel of a weight by its place.</param>
    /// <param name="input">s_x.</param>
    /// <param name="output">s_y.</param>
    internal static IntegerWeights Of(double[] weight, Func<int, int> channelOf, double[] bias, bool perChannel, double input, double output)
    {
        var largest = new double[bias.Length];
        for (var i = 0; i < weight.Length; i++)
        {
            largest[channelOf(i)] = Math.Max(largest[channelOf(i)], Math.Abs(weight[i]));
        }

        if (!perChannel)
        {
            Array.Fill(largest, largest.Max());
        }

        var scales = Array.ConvertAll(largest, most => most > 0 ? most / Most : StepOfNothing);
        return new IntegerWeights(
            [.. weight.Select((w, i) => HalfAway.Round(w / scales[channelOf(i)]))],
            scales,
            [.. bias.Select((b, c) => (int)Math.Clamp(HalfAway.Round(b / (input * scales[c])), int.MinValue, int.MaxValue))],
            [.. scales.Select(scale => input * scale / output)]);
    }

    /// <summary>The largest accumulator, without bias, that inputs of this magnitude can give.</summary>
    internal double Reach(Func<int, int> channelOf, double input)
    {
        var sums = new double[Scales.Length];
        for (var i = 0; i < Codes.Length; i++)
        {
            sums[channelOf(i)] += Math.Abs(Codes[i]) * input;
        }

        return sums.Max();
    }
}
