using TorchSharp;

namespace Research.Methods.AdaBm;

/// <param name="Sr">N x C x rH x rW in 0..255.</param>
/// <param name="Blocks">Each divided by its norm over the whole batch.</param>
internal sealed record TeacherOutputs(torch.Tensor Sr, IReadOnlyList<torch.Tensor> Blocks)
{
    internal IEnumerable<torch.Tensor> All => Blocks.Prepend(Sr);
}
