using Research.Framework.Numerics;

namespace Research.Framework.Quantization;

/// <summary>Points in ascending order, and the intervals of the numbers that are nearest to each.</summary>
internal static class NearestPoints
{
    /// <summary>The same set of points in every column, ascending and each once, and from which number on each is the nearest.</summary>
    /// <param name="points">By point and column, in the order in which the first of equally near ones wins.</param>
    /// <returns>Again by point and column; where a column has fewer points, the last ones begin at infinity.</returns>
    internal static (float[][] Points, float[][] From) Of(float[][] points)
    {
        var columns = points[0].Length;
        float[][] Rows(float value) => [.. points.Select(_ => Enumerable.Repeat(value, columns).ToArray())];
        var (sorted, from, most) = (Rows(0), Rows(float.PositiveInfinity), 1);
        var (values, order) = (new float[points.Length], new int[points.Length]);
        for (var column = 0; column < columns; column++)
        {
            for (var k = 0; k < points.Length; k++)
            {
                (values[k], order[k]) = (points[k][column], k);
            }

            if (!Ascend(values))
            {
                Array.Sort(order, (a, b) => values[a] != values[b] ? values[a].CompareTo(values[b]) : a.CompareTo(b));
            }

            var count = 0;
            for (var i = 0; i < order.Length; i++)
            {
                if (i > 0 && values[order[i]] == values[order[i - 1]])
                {
                    order[i] = order[i - 1]; // The first of equal ones speaks for all.
                    continue;
                }

                sorted[count][column] = values[order[i]];
                from[count][column] = i == 0 ? float.NegativeInfinity : Boundary(values[order[i - 1]], values[order[i]], equalGoRight: order[i] < order[i - 1]);
                count++;
            }

            most = Math.Max(most, count);
        }

        return (sorted[..most], from[..most]);
    }

    private static bool Ascend(ReadOnlySpan<float> values)
    {
        for (var i = 1; i < values.Length; i++)
        {
            if (!(values[i] >= values[i - 1]))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The smallest number that a comparison of the two distances, in float32, gives to the right point.</summary>
    private static float Boundary(float left, float right, bool equalGoRight)
    {
        bool GoesRight(float x) => MathF.Abs(x - right) is var toRight && MathF.Abs(x - left) is var toLeft && (toRight < toLeft || (equalGoRight && toRight == toLeft));
        var half = (left / 2) + (right / 2);
        foreach (var x in (ReadOnlySpan<float>)[half, MathF.BitIncrement(half)])
        {
            if (GoesRight(x) && !GoesRight(MathF.BitDecrement(x)))
            {
                return x; // As most often.
            }
        }

        var (from, to) = (OrderedBits.Of(left), OrderedBits.Of(right));
        while (from < to)
        {
            var middle = from + ((to - from) / 2);
            (from, to) = GoesRight(OrderedBits.Value(middle)) ? (from, middle) : (middle + 1, to);
        }

        return OrderedBits.Value(to);
    }
}
