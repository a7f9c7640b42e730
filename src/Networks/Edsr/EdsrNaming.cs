using Research.Framework.Weights;

namespace Research.Networks.Edsr;

/// <summary>How EDSR's publishers name its tensors.</summary>
internal static class EdsrNaming
{
    internal static IReadOnlyList<NamingScheme> All { get; } =
    [
        new NamingScheme("EDSR-PyTorch") { Present = ["head.0.weight", "body.0.body.0.weight"] },
    ];
}
