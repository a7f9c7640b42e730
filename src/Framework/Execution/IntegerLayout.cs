using Research.Framework.Graph.Operations;
using TorchSharp;

namespace Research.Framework.Execution;

/// <summary>Moves codes as the operation moves values: zero padding is the code of 0.</summary>
internal sealed class IntegerLayout(Operation operation) : IIntegerOperation
{
    public torch.Tensor Run(torch.Tensor[] inputs) => operation.Forward(inputs, NoTensors.Instance, inPlace: false);

    private sealed class NoTensors : IOperationTensors
    {
        internal static NoTensors Instance { get; } = new();

        public bool BatchStatistics => false;

        public torch.Tensor Weight(string name) => throw new InvalidOperationException("moving codes needs no tensor");

        public torch.Tensor Tensor(string name) => throw new InvalidOperationException("moving codes needs no tensor");
    }
}
