using Research.Framework.Graph;
using Research.Framework.Numerics;
using Research.Framework.Weights;

namespace Research.Networks.BicubicNet;

/// <summary>
/// MATLAB's bicubic enlargement as a network of two convolutions and a pixel shuffle: a network that needs no weights file. The
/// image's border is padded with the mean colour instead of being mirrored, so the outermost 2 r pixels differ from true bicubic.
/// </summary>
public sealed class BicubicNetArchitecture : NetworkArchitecture<NoParameters>
{
    private const int Colours = 3;
    private const int Kernel = 5;

    public override string Id => "bicubic-net";

    public override string Description => "Bicubic enlargement as two convolutions and a pixel shuffle; needs no weights";

    public override NetworkGraph Build(NoParameters parameters, int scale)
    {
        var b = new NetworkBuilder("bicubic-net", scale, pixelRange: 255);
        var phases = Phases(scale);
        var y = b.Tap("head", b.SubtractMean("sub_mean", b.Input));

        b.Block = 0;
        y = b.Conv("horizontal", y, Colours * scale, Kernel, Role.Body, bias: false, groups: Colours, initial: Horizontal(phases));
        y = b.Tap("block[0].output", y);
        b.Block = 1;
        y = b.Conv("vertical", y, Colours * scale * scale, Kernel, Role.Body, bias: false, groups: Colours, initial: Vertical(phases));
        y = b.Tap("body", b.Tap("block[1].output", y));

        b.Block = null;
        y = b.AddMean("add_mean", b.PixelShuffle(y, scale));
        return b.Build(y, new NamingScheme("canonical") { Present = ["horizontal.weight", "vertical.weight"] });
    }

    /// <summary>Weights of the r output pixels of one LR pixel, each over LR pixels -2..2.</summary>
    private static float[][] Phases(int scale)
    {
        var axis = MatlabBicubic.Weights(Kernel, Kernel * scale, scale);
        var centre = Kernel / 2;
        var phases = new float[scale][];
        for (var phase = 0; phase < scale; phase++)
        {
            phases[phase] = new float[Kernel];
            var output = (centre * scale) + phase;
            for (var tap = 0; tap < axis.Taps; tap++)
            {
                phases[phase][axis.Indices[(output * axis.Taps) + tap]] += (float)axis.Weights[(output * axis.Taps) + tap];
            }
        }

        return phases;
    }

    /// <summary>Channel c r + j of the output: column phase j of colour c.</summary>
    private static float[] Horizontal(float[][] phases)
    {
        var scale = phases.Length;
        var weight = new float[Colours * scale * Kernel * Kernel];
        for (var o = 0; o < Colours * scale; o++)
        {
            for (var v = 0; v < Kernel; v++)
            {
                weight[(((o * Kernel) + (Kernel / 2)) * Kernel) + v] = phases[o % scale][v];
            }
        }

        return weight;
    }

    /// <summary>Channel c r^2 + i r + j of the output: row phase i of column phase j.</summary>
    private static float[] Vertical(float[][] phases)
    {
        var scale = phases.Length;
        var weight = new float[Colours * scale * scale * scale * Kernel * Kernel];
        for (var o = 0; o < Colours * scale * scale; o++)
        {
            var (i, j) = (o / scale % scale, o % scale);
            for (var u = 0; u < Kernel; u++)
            {
                weight[(((((o * scale) + j) * Kernel) + u) * Kernel) + (Kernel / 2)] = phases[i][u];
            }
        }

        return weight;
    }
}
