namespace Research.Framework.Graph;

/// <summary>What a convolution is for. Methods choose by role which convolutions they quantize.</summary>
public enum Role
{
    Head,
    Body,
    BodyEnd,
    LocalFusion,
    GlobalFusion,
    Attention,
    Upsampler,
    Tail,
}
