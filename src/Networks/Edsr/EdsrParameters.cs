namespace Research.Networks.Edsr;

/// <param name="Blocks">Residual blocks B: 16 in EDSR-baseline, 32 in EDSR.</param>
/// <param name="Features">Channels F: 64 in EDSR-baseline, 256 in EDSR.</param>
/// <param name="ResScale">Factor on each block's residual: 1 in EDSR-baseline, 0.1 in EDSR. It is not in the files.</param>
/// <param name="PixelRange">255 in the official files; 1 in mmagic's.</param>
/// <param name="MeanShift">Subtract and add DIV2K's mean colour; super-image's edition does not, though its files hold it.</param>
public sealed record EdsrParameters(
    int Blocks,
    int Features,
    double ResScale = 1,
    double PixelRange = 255,
    bool MeanShift = true,
    EdsrUpsampler Upsampler = EdsrUpsampler.Shuffle);

public enum EdsrUpsampler
{
    /// <summary>The paper's: convolution to 4F (9F) channels and pixel shuffle, then a convolution to RGB.</summary>
    Shuffle,

    /// <summary>The mobile form of MLPerf: one convolution to 3 r^2 channels, clipped to the pixel range, then the shuffle; no mean shift.</summary>
    Direct,
}
