namespace Research.Framework.Metrics;

/// <summary>Y = Offset + R r + G g + B b for values 0..255.</summary>
public readonly record struct LumaWeights(double R, double G, double B, double Offset)
{
    /// <summary>ITU-R BT.601, studio swing, as MATLAB's rgb2ycbcr: 16 + (65.481 R + 128.553 G + 24.966 B) / 255.</summary>
    public static LumaWeights Bt601 { get; } = new(65.481 / 255, 128.553 / 255, 24.966 / 255, 16);

    /// <summary>EDSR's: (65.738 R + 129.057 G + 25.064 B) / 256, no offset.</summary>
    public static LumaWeights Edsr { get; } = new(65.738 / 256, 129.057 / 256, 25.064 / 256, 0);

    /// <summary>CADyQ's for SSIM: 16 + (65.738 R + 129.057 G + 25.064 B) / 255, which is 0.4 % too large.</summary>
    public static LumaWeights Cadyq { get; } = new(65.738 / 255, 129.057 / 255, 25.064 / 255, 16);

    public double Of(double red, double green, double blue) => Offset + (R * red) + (G * green) + (B * blue);
}
