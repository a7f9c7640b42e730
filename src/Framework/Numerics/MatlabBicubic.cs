namespace Research.Framework.Numerics;

/// <summary>MATLAB's <c>imresize(image, scale, 'bicubic')</c> on planes of float64, not rounded in between.</summary>
/// <remarks>
/// Cubic convolution with a = -0.5 (Keys 1981, eq. 15). Output sample t (1-based) sits at u = t/s + (1 - 1/s)/2 of the input. For s &lt; 1
/// the kernel is stretched by 1/s against aliasing. Weights are normalised; beyond the border the image is mirrored with its
/// edge sample repeated. The axis with the smaller scale is resized first, with equal scales the vertical one.
/// </remarks>
public static class MatlabBicubic
{
    /// <summary>Samples of an axis after resizing: ceil(length * scale).</summary>
    public static int OutputLength(int length, double scale) => (int)Math.Ceiling(length * scale);

    /// <summary>The weights of one axis.</summary>
    /// <param name="scale">Output over input; below 1 reduces.</param>
    public static ResizeWeights Weights(int inputLength, int outputLength, double scale)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(inputLength);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(outputLength);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(scale);
        var stretch = Math.Min(scale, 1.0);
        var width = 4.0 / stretch;
        var taps = (int)Math.Ceiling(width) + 2;
        var indices = new int[outputLength * taps];
        var weights = new double[outputLength * taps];
        for (var output = 0; output < outputLength; output++)
        {
            var center = ((output + 1) / scale) + (0.5 * (1 - (1 / scale)));
            var first = (int)Math.Floor(center - (width / 2));
            var sum = 0.0;
            for (var tap = 0; tap < taps; tap++)
            {
                var at = (output * taps) + tap;
                indices[at] = Mirror(first + tap - 1, inputLength);
                weights[at] = stretch * Cubic(stretch * (center - first - tap));
                sum += weights[at];
            }

            for (var tap = 0; tap < taps; tap++)
            {
                weights[(output * taps) + tap] /= sum;
            }
        }

        return WithoutUnusedTaps(new ResizeWeights(inputLength, outputLength, taps, indices, weights));
    }

    /// <param name="plane">Row-major, <paramref name="width"/> x <paramref name="height"/>.</param>
    public static double[] Resize(double[] plane, int width, int height, double scale)
    {
        var columns = Weights(width, OutputLength(width, scale), scale);
        var rows = Weights(height, OutputLength(height, scale), scale);
        return ResizeHorizontally(ResizeVertically(plane, width, rows), columns);
    }

    /// <summary>To a given size; the scale of each axis is the quotient of its lengths.</summary>
    public static double[] Resize(double[] plane, int width, int height, int outWidth, int outHeight)
    {
        var (scaleX, scaleY) = ((double)outWidth / width, (double)outHeight / height);
        var columns = Weights(width, outWidth, scaleX);
        var rows = Weights(height, outHeight, scaleY);
        return scaleY <= scaleX
            ? ResizeHorizontally(ResizeVertically(plane, width, rows), columns)
            : ResizeVertically(ResizeHorizontally(plane, columns), outWidth, rows);
    }

    private static double[] ResizeVertically(double[] plane, int width, ResizeWeights rows)
    {
        RequireSize(plane, width, rows.InputLength);
        var result = new double[width * rows.OutputLength];
        for (var y = 0; y < rows.OutputLength; y++)
        {
            var output = result.AsSpan(y * width, width);
            for (var tap = 0; tap < rows.Taps; tap++)
            {
                var weight = rows.Weights[(y * rows.Taps) + tap];
                var input = plane.AsSpan(rows.Indices[(y * rows.Taps) + tap] * width, width);
                for (var x = 0; x < output.Length; x++)
                {
                    output[x] += weight * input[x];
                }
            }
        }

        return result;
    }

    private static double[] ResizeHorizontally(double[] plane, ResizeWeights columns)
    {
        var height = plane.Length / columns.InputLength;
        RequireSize(plane, columns.InputLength, height);
        var result = new double[columns.OutputLength * height];
        for (var y = 0; y < height; y++)
        {
            var input = plane.AsSpan(y * columns.InputLength, columns.InputLength);
            for (var x = 0; x < columns.OutputLength; x++)
            {
                var sum = 0.0;
                for (var at = x * columns.Taps; at < (x + 1) * columns.Taps; at++)
                {
                    sum += columns.Weights[at] * input[columns.Indices[at]];
                }

                result[(y * columns.OutputLength) + x] = sum;
            }
        }

        return result;
    }

    private static double Cubic(double distance)
    {
        var d = Math.Abs(distance);
        return d switch
        {
            <= 1 => (1.5 * d * d * d) - (2.5 * d * d) + 1,
            <= 2 => (-0.5 * d * d * d) + (2.5 * d * d) - (4 * d) + 2,
            _ => 0,
        };
    }

    // ... c b a | a b c ... y z | z y ..., however far outside.
    private static int Mirror(int index, int length)
    {
        var period = 2 * length;
        var wrapped = ((index % period) + period) % period;
        return wrapped < length ? wrapped : period - 1 - wrapped;
    }

    private static ResizeWeights WithoutUnusedTaps(ResizeWeights all)
    {
        var used = Enumerable.Range(0, all.Taps)
            .Where(tap => Enumerable.Range(0, all.OutputLength).Any(output => all.Weights[(output * all.Taps) + tap] != 0))
            .ToArray();
        var kept = Enumerable.Range(0, all.OutputLength).SelectMany(output => used.Select(tap => (output * all.Taps) + tap)).ToArray();
        return all with
        {
            Taps = used.Length,
            Indices = [.. kept.Select(at => all.Indices[at])],
            Weights = [.. kept.Select(at => all.Weights[at])],
        };
    }

    private static void RequireSize(double[] plane, int width, int height)
    {
        if (plane.Length != width * height)
        {
            throw new ArgumentException($"{plane.Length} samples do not make a plane of {width}x{height}", nameof(plane));
        }
    }
}
