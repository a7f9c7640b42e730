namespace Research.Framework.Graph;

/// <summary>One application of a convolution. Several sites may share one weight tensor (CARN-M).</summary>
/// <param name="Name">Unique in the graph; the weight's name without <c>.weight</c> where the weight is applied once.</param>
/// <param name="Weight">Name of the weight tensor in the state dictionary.</param>
/// <param name="Block">Index of the block it lies in, or null outside the blocks.</param>
/// <param name="Transposed">A transposed convolution; its weight is [in, out, k, k].</param>
/// <param name="PostRelu">Its input has passed a ReLU (never negative).</param>
/// <param name="MacsPerLrPixel">Multiply-accumulates per pixel of the LR image, borders ignored; 0 for attention, which works on one value per channel.</param>
/// <param name="Node">Index of the node that applies it.</param>
/// <param name="Input">The value it reads.</param>
public sealed record ConvSite(
    string Name,
    string Weight,
    Role Role,
    int? Block,
    int Kernel,
    int InputChannels,
    int OutputChannels,
    int Groups,
    bool Transposed,
    bool PostRelu,
    long MacsPerLrPixel,
    int Node,
    Value Input);
