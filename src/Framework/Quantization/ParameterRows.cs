using System.Runtime.Intrinsics;

namespace Research.Framework.Quantization;

/// <summary>Parameters of a kernel in the order of the elements in memory, so that a vector of elements finds a vector of parameters.</summary>
internal static class ParameterRows
{
    private static readonly int Overlap = Vector512<float>.Count - 1;

    /// <summary>Length of a row.</summary>
    internal static int Length(int period) => period + Overlap;

    /// <summary>Each <paramref name="period"/> values become a row, which goes on with its own beginning.</summary>
    internal static float[] Lay(float[] values, int period)
    {
        var length = Length(period);
        var rows = new float[values.Length / period * length];
        for (var i = 0; i < rows.Length; i++)
        {
            rows[i] = values[(i / length * period) + (i % length % period)];
        }

        return rows;
    }
}
