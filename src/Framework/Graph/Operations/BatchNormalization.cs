using TorchSharp;

namespace Research.Framework.Graph.Operations;

/// <remarks>y = (x - mean) / sqrt(var + eps) * weight + bias, eps 1e-5.</remarks>
public sealed record BatchNormalization(string Key) : Operation
{
    public const double Epsilon = 1e-5;

    internal override torch.Tensor Forward(ReadOnlySpan<torch.Tensor> inputs, IOperationTensors tensors, bool inPlace) =>
        torch.nn.functional.batch_norm(
            inputs[0], tensors.Tensor($"{Key}.running_mean"), tensors.Tensor($"{Key}.running_var"),
            tensors.Tensor($"{Key}.weight"), tensors.Tensor($"{Key}.bias"),
            training: tensors.BatchStatistics, momentum: 0.1, eps: Epsilon);
}
