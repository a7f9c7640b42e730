namespace Research.Datasets.Imaging;

/// <summary>What a reader accepts, so that a damaged or hostile header cannot take all memory.</summary>
/// <param name="MaxPixels">Width times height.</param>
/// <param name="MaxFileBytes">The encoded size; the default holds 64 MPixel of uncompressed 16-bit RGB.</param>
public sealed record ImageLimits(long MaxPixels = 64_000_000, long MaxFileBytes = 400_000_000)
{
    public static ImageLimits Default { get; } = new();
}
