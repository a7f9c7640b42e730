namespace Research.Networks.SrResNet;

/// <param name="Blocks">Residual blocks: 16 in the paper and in every quantization work.</param>
/// <param name="Prelu">How many slopes a PReLU has.</param>
/// <param name="PixelRange">255 in CADyQ, AdaBM and DFSQ; 1 in others.</param>
/// <param name="Bias">Whether head, up-sampler and tail have a bias.</param>
/// <param name="Features">Channels: 64 in the paper.</param>
/// <param name="BodyBias">Whether the convolutions of the blocks have a bias: in the quantized files of PAMS and CADyQ, where batch normalisation takes it away again.</param>
public sealed record SrResNetParameters(int Blocks = 16, PreluSlopes Prelu = PreluSlopes.Single, double PixelRange = 255, bool Bias = false, int Features = 64, bool BodyBias = false);

public enum PreluSlopes
{
    /// <summary>One slope a layer (AdaBM, DFSQ).</summary>
    Single,

    /// <summary>One slope for the head and all blocks, one for each stage of the up-sampler (CADyQ).</summary>
    Shared,

    /// <summary>One slope a channel.</summary>
    Channel,
}
