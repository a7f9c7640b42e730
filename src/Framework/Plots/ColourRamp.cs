using ScottPlot;
using SkiaSharp;

namespace Research.Framework.Plots;

/// <summary>Colours of a quantity, between stops mixed in equal parts of their distance; beyond the ends those of the ends.</summary>
public sealed class ColourRamp(params IReadOnlyList<(double At, Color Colour)> stops)
{
    private const double Dark = 140;

    /// <summary>Few bits are grey, many red, as in CADyQ's figures.</summary>
    public static ColourRamp Bits { get; } = new((2, Color.FromHex("#D9D9D9")), (4, Color.FromHex("#A0A0A0")), (6, Color.FromHex("#F0A030")), (8, Color.FromHex("#C8202F")), (16, Color.FromHex("#400010")));

    public Color Of(double value)
    {
        var next = stops.Index().Where(stop => stop.Item.At >= value).Select(stop => stop.Index).FirstOrDefault(stops.Count - 1);
        if (next == 0 || value >= stops[^1].At)
        {
            return stops[next].Colour;
        }

        var (low, high) = (stops[next - 1], stops[next]);
        var part = (value - low.At) / (high.At - low.At);
        byte Mix(Func<Color, byte> channel) => (byte)Math.Round(((1 - part) * channel(low.Colour)) + (part * channel(high.Colour)));
        return new Color(Mix(colour => colour.R), Mix(colour => colour.G), Mix(colour => colour.B));
    }

    /// <summary>From white for the least to dark blue for the most.</summary>
    public static ColourRamp Shades(double least, double most) => new((least, Colors.White), (Math.Max(most, least + 1e-9), Color.FromHex("#08306B")));

    /// <summary>Samples of it, from the least to the most.</summary>
    public IReadOnlyList<LegendEntry> Legend(IEnumerable<double> values, Func<double, string> text) =>
        [.. values.Select(value => new LegendEntry(text(value), new MethodStyle(Of(value), MarkerShape.FilledSquare), LinePattern.Solid))];

    /// <summary>What can be read on a colour.</summary>
    internal static SKColor Ink(Color colour) => (0.299 * colour.R) + (0.587 * colour.G) + (0.114 * colour.B) < Dark ? SKColors.White : SKColors.Black;
}
