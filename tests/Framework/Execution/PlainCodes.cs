using Research.Framework.Execution;

namespace Research.Tests.Framework.Execution;

/// <summary>8-bit codes of one image and integer operations on them in plain loops, to check the executor with: C x H x W, row-major.</summary>
internal sealed record PlainCodes(int Channels, int Height, int Width, int[] Q, CodeGrid Grid)
{
    private int this[int c, int y, int x] => y < 0 || x < 0 || y >= Height || x >= Width ? Grid.ZeroPoint : Q[(((c * Height) + y) * Width) + x];

    /// <param name="weight">Real, [out, in / groups, k, k].</param>
    internal PlainCodes Convolve(double[] weight, double[] bias, int kernel, int groups, CodeGrid output, bool relu = false)
    {
        var inputs = Channels / groups;
        var taps = inputs * kernel * kernel;
        return Accumulate(bias.Length, Height, Width, bias, o => weight[(o * taps)..((o + 1) * taps)], output, relu, (o, y, x, q) =>
        {
            var sum = 0L;
            for (var t = 0; t < taps; t++)
            {
                var (i, u, v) = (t / (kernel * kernel), t / kernel % kernel, t % kernel);
                sum += q[t] * (this[(o / (bias.Length / groups) * inputs) + i, y + u - (kernel / 2), x + v - (kernel / 2)] - Grid.ZeroPoint);
            }

            return sum;
        });
    }

    /// <param name="weight">Real, [in, out, k, k].</param>
    internal PlainCodes Deconvolve(double[] weight, double[] bias, int kernel, int stride, int padding, CodeGrid output)
    {
        var (outputs, area) = (bias.Length, kernel * kernel);
        double[] Of(int o) => [.. Enumerable.Range(0, Channels).SelectMany(i => weight[(((i * outputs) + o) * area)..(((i * outputs) + o + 1) * area)])];
        return Accumulate(outputs, Height * stride, Width * stride, bias, Of, output, relu: false, (_, y, x, q) =>
        {
            var sum = 0L;
            for (var t = 0; t < q.Length; t++)
            {
                var (dy, dx) = (y + padding - (t / kernel % kernel), x + padding - (t % kernel));
                sum += dy % stride == 0 && dx % stride == 0 ? q[t] * (this[t / area, dy / stride, dx / stride] - Grid.ZeroPoint) : 0;
            }

            return sum;
        });
    }

    internal PlainCodes Add(PlainCodes other, CodeGrid output) => Combine(other, output, (a, b) => a + b);

    internal PlainCodes Multiply(PlainCodes other, CodeGrid output) => Combine(other, output, (a, b) => a * b);

    /// <summary>Dequantized, applied, requantized.</summary>
    internal PlainCodes Apply(CodeGrid output, Func<double, int, double> function) =>
        this with { Grid = output, Q = [.. Q.Select((q, i) => Code(function((q - Grid.ZeroPoint) * Grid.Scale, i / (Height * Width)), output))] };

    /// <param name="from">Place of an output element in the input: channel, row, column; rows and columns outside are 0.</param>
    internal PlainCodes Move(int channels, int height, int width, Func<int, int, int, (int C, int Y, int X)> from) => new(
        channels, height, width, [.. Places(channels, height, width).Select(p => from(p.C, p.Y, p.X)).Select(p => this[p.C, p.Y, p.X])], Grid);

    internal PlainCodes Concat(PlainCodes other) => this with { Channels = Channels + other.Channels, Q = [.. Q, .. other.Q] };

    private PlainCodes Combine(PlainCodes other, CodeGrid output, Func<double, double, double> function) => this with
    {
        Grid = output,
        Q = [.. Q.Zip(other.Q, (a, b) => Code(function((a - Grid.ZeroPoint) * Grid.Scale, (b - other.Grid.ZeroPoint) * other.Grid.Scale), output))],
    };

    private PlainCodes Accumulate(int channels, int height, int width, double[] bias, Func<int, double[]> weightsOf, CodeGrid output, bool relu, Func<int, int, int, int[], long> sum)
    {
        var q = new int[channels * height * width];
        for (var o = 0; o < channels; o++)
        {
            var weights = weightsOf(o);
            var step = weights.Max(Math.Abs) / 127;
            var codes = Array.ConvertAll(weights, w => (int)Away(w / step));
            var offset = (int)Away(bias[o] / (Grid.Scale * step));
            foreach (var (_, y, x) in Places(1, height, width))
            {
                var code = output.ZeroPoint + (long)Away((sum(o, y, x, codes) + offset) * (Grid.Scale * step / output.Scale));
                q[(((o * height) + y) * width) + x] = (int)Math.Clamp(code, relu ? output.ZeroPoint : -128, 127);
            }
        }

        return new PlainCodes(channels, height, width, q, output);
    }

    private static IEnumerable<(int C, int Y, int X)> Places(int channels, int height, int width) =>
        Enumerable.Range(0, channels * height * width).Select(i => (i / (height * width), i / width % height, i % width));

    private static int Code(double real, CodeGrid grid) => (int)Math.Clamp(grid.ZeroPoint + Away(real / grid.Scale), -128, 127);

    private static double Away(double x) => Math.Round(x, MidpointRounding.AwayFromZero);
}
