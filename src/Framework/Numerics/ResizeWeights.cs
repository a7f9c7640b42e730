namespace Research.Framework.Numerics;

/// <summary>For every output sample of one axis, <paramref name="Taps"/> input samples and their weights.</summary>
/// <param name="Indices">Input positions, 0-based and within the axis: <c>Indices[output * Taps + tap]</c>.</param>
/// <param name="Weights">Laid out alike; the weights of an output sum to 1.</param>
public sealed record ResizeWeights(int InputLength, int OutputLength, int Taps, int[] Indices, double[] Weights);
