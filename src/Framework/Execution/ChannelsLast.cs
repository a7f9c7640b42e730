using TorchSharp;

namespace Research.Framework.Execution;

/// <summary>The memory order of codes: N x H x W x C, so that a pass over memory meets the channels in turn.</summary>
internal static class ChannelsLast
{
    internal static torch.Tensor Of(torch.Tensor x)
    {
        using var view = x.permute(0, 2, 3, 1);
        return view.is_contiguous() ? x : view.contiguous().permute(0, 3, 1, 2);
    }
}
