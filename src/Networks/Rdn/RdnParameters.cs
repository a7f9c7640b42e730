namespace Research.Networks.Rdn;

/// <param name="Blocks">Residual dense blocks D: 16 in RDN-B.</param>
/// <param name="Convs">Convolutions C of a dense block: 8 in RDN-B.</param>
/// <param name="Features">Channels G0 and growth G: 64.</param>
public sealed record RdnParameters(
    int Blocks = 16,
    int Convs = 8,
    int Features = 64,
    double PixelRange = 255,
    RdnUpsampler Upsampler = RdnUpsampler.Shuffle);

public enum RdnUpsampler
{
    /// <summary>As EDSR's.</summary>
    Shuffle,

    /// <summary>Three convolutions to 3 r^2 channels and nearest-neighbour enlargement (idealo's edition).</summary>
    Nearest,
}
