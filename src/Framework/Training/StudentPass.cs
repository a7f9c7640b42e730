using Research.Framework.Quantization;
using TorchSharp;

namespace Research.Framework.Training;

/// <summary>What the terms of a loss look at.</summary>
/// <param name="Sr">The student's output, N x C x rH x rW in 0..255.</param>
/// <param name="Student">Its pass, with the taps that were asked for and the bits.</param>
/// <param name="Teacher">The teacher's pass on the same LR; null where there is none.</param>
/// <param name="Epoch">1 for the first.</param>
public sealed record StudentPass(torch.Tensor Sr, TrainingBatch Batch, ForwardContext Student, ForwardContext? Teacher, int Epoch);
