using TorchSharp;

namespace Research.Framework.Training;

/// <summary>Pairs of crops, in 0..255. Owns its tensors.</summary>
/// <param name="Lr">N x 3 x h x w.</param>
/// <param name="Hr">N x 3 x (scale h) x (scale w).</param>
public sealed record TrainingBatch(torch.Tensor Lr, torch.Tensor Hr) : IDisposable
{
    public void Dispose()
    {
        Lr.Dispose();
        Hr.Dispose();
    }
}
