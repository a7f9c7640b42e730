using Research.Framework.Plots;
using ScottPlot;

namespace Research.Methods.AdaBm.Figures;

/// <summary>Colours of what is added to the base bits: blue takes away, red adds.</summary>
internal static class BitColours
{
    private static readonly Color[] Ramp = [Color.FromHex("#0571B0"), Color.FromHex("#92C5DE"), Color.FromHex("#E0E0E0"), Color.FromHex("#F4A582"), Color.FromHex("#CA0020")];

    /// <param name="offset">-2..2; colours between whole bits lie between theirs.</param>
    public static Color Of(double offset)
    {
        var place = Math.Clamp(offset, -2, 2) + 2;
        var (floor, part) = ((int)Math.Min(place, 3), place - Math.Min(Math.Floor(place), 3));
        byte Mix(Func<Color, byte> channel) => (byte)Math.Round(((1 - part) * channel(Ramp[floor])) + (part * channel(Ramp[floor + 1])));
        return new Color(Mix(colour => colour.R), Mix(colour => colour.G), Mix(colour => colour.B));
    }

    public static LegendEntry Entry(string text, double offset) => new(text, new MethodStyle(Of(offset), MarkerShape.FilledSquare), LinePattern.Solid);
}
