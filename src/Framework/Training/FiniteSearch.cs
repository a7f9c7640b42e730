using Research.Framework.Quantization;
using TorchSharp;

namespace Research.Framework.Training;

/// <summary>Finds the layer at which a step's values stop being finite, by doing the step again and looking at every operation.</summary>
internal static class FiniteSearch
{
    internal static bool IsFinite(torch.Tensor tensor)
    {
        using var scope = torch.NewDisposeScope();
        return tensor.detach().isfinite().all().item<bool>();
    }

    /// <returns>Part of a sentence; null where nothing is found.</returns>
    internal static string? Find(ITrainingTask task, TrainingBatch batch, long step)
    {
        using var scope = torch.NewDisposeScope();
        string? forward = null, backward = null;
        torch.Tensor Probe(string name, torch.Tensor y)
        {
            if (forward is null && !IsFinite(y))
            {
                forward = name;
            }

            return y.requires_grad ? GradientWatch.apply(y, (Action<torch.Tensor>)(gradient => backward ??= IsFinite(gradient) ? null : name)) : y;
        }

        try
        {
            var loss = task.Probed(batch, step, Probe).Total;
            if (forward is null)
            {
                loss.backward();
            }
        }
        catch (NotFiniteException)
        {
            // A quantizer refuses what the probe has seen.
        }

        return forward is not null ? $"the first value that is not finite is the output of '{forward}'"
            : backward is not null ? $"on the way back, the first gradient that is not finite is at the output of '{backward}'"
            : null;
    }
}
