namespace Research.Framework.Weights;

/// <summary>Published figures to show beside ours.</summary>
/// <param name="What">Of which network and from where, e.g. <c>EDSR-baseline, 16 blocks</c>.</param>
/// <param name="SameWeights">Measured on these very weights by their publisher, so that a difference means something.</param>
/// <param name="Psnr">Mean Set5 Y-PSNR in dB by scale.</param>
public sealed record LiteraturePsnr(string What, bool SameWeights, IReadOnlyDictionary<int, double> Psnr);
