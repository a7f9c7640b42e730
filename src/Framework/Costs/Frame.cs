namespace Research.Framework.Costs;

/// <summary>The output that the papers' costs are given for: 1280 x 720 pixels.</summary>
public static class Frame
{
    public const int Width = 1280;
    public const int Height = 720;

    /// <summary>LR pixels of one frame, as a fraction where the scale does not divide it.</summary>
    public static double LrPixels(int scale) => (double)Width * Height / scale / scale;
}
