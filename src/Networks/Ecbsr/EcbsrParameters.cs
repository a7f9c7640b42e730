namespace Research.Networks.Ecbsr;

/// <param name="Layers">Inner convolutions M: 4.</param>
/// <param name="Channels">Features C: 16.</param>
/// <param name="ImageChannels">1 (luma, the paper) or 3 (ETDS' edition).</param>
/// <param name="PixelRange">255 in the paper's repository, 1 in ETDS'.</param>
public sealed record EcbsrParameters(int Layers = 4, int Channels = 16, int ImageChannels = 3, double PixelRange = 1);
