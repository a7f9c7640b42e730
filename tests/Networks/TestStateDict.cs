using Research.Framework.Weights;
using TorchSharp;

namespace Research.Tests.Networks;

/// <summary>A weights file that exists in memory only.</summary>
internal static class TestStateDict
{
    internal static StateDict Of(IEnumerable<(string Name, torch.Tensor Tensor)> tensors)
    {
        var content = new OrderedDictionary<string, torch.Tensor>(StringComparer.Ordinal);
        foreach (var (name, tensor) in tensors)
        {
            content.Add(name, tensor.detach().contiguous().clone().DetachFromDisposeScope());
        }

        return new StateDict("test.safetensors", new string('0', 64), WeightsContainer.Safetensors, content);
    }
}
