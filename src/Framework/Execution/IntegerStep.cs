using System.Collections.Immutable;
using Research.Framework.Graph;
using Research.Framework.Graph.Operations;

namespace Research.Framework.Execution;

/// <summary>One operation on codes, and what happens to its result before it is rounded.</summary>
/// <param name="Tail">Constants per channel, then possibly a ReLU.</param>
internal sealed record IntegerStep(Operation Head, ImmutableArray<Value> Inputs, ImmutableArray<Operation> Tail, Value Output)
{
    private static readonly HashSet<Type> Layout = [typeof(PixelShuffle), typeof(RepeatChannels), typeof(Slice), typeof(PadFront), typeof(Upscale)];

    private static readonly HashSet<Type> Affine = [typeof(Scale), typeof(Offset), typeof(AddChannelBias), typeof(BatchNormalization)];

    private static readonly HashSet<Type> Others =
    [
        typeof(Convolution), typeof(TransposedConvolution), typeof(Add), typeof(Multiply), typeof(Concat), typeof(Relu), typeof(LeakyRelu), typeof(PRelu), typeof(Tanh),
        typeof(Sigmoid), typeof(Clip),
    ];

    /// <summary>Names of the operations that have an integer form.</summary>
    internal static IEnumerable<string> Known => Layout.Concat(Affine).Concat(Others).Select(type => type == typeof(Upscale) ? $"{type.Name}({UpscaleKind.Nearest})" : type.Name);

    internal static bool Knows(Operation operation) => operation is Upscale upscale
        ? upscale.Kind == UpscaleKind.Nearest
        : Layout.Contains(operation.GetType()) || Affine.Contains(operation.GetType()) || Others.Contains(operation.GetType());

    /// <summary>Moves codes and changes none.</summary>
    internal static bool IsLayout(Operation operation) => Layout.Contains(operation.GetType());

    /// <summary>Can happen within the operation in front.</summary>
    internal static bool IsTail(Operation operation) => operation is Relu || Affine.Contains(operation.GetType());
}
