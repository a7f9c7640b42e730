using TorchSharp;

namespace Research.Framework.Training;

/// <summary>Mean absolute difference from HR in 0..255.</summary>
public sealed class L1Term : ILossTerm
{
    public string Name => "l1";

    public torch.Tensor Of(StudentPass pass)
    {
        using var scope = torch.NewDisposeScope();
        return (pass.Sr - pass.Batch.Hr).abs().mean().MoveToOuterDisposeScope();
    }
}
