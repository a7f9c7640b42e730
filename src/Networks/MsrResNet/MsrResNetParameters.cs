namespace Research.Networks.MsrResNet;

/// <param name="Blocks">Residual blocks: 16.</param>
/// <param name="ActivateShuffles">LeakyReLU after each pixel shuffle, as in BasicSR; false in mmagic's edition.</param>
public sealed record MsrResNetParameters(int Blocks = 16, bool ActivateShuffles = true);
