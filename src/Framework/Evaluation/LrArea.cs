namespace Research.Framework.Evaluation;

/// <summary>A rectangle of an LR image, in its pixels, from the top left.</summary>
public readonly record struct LrArea(int X, int Y, int Width, int Height)
{
    public long Pixels => (long)Width * Height;
}
