using Research.Framework.Graph;
using Research.Methods.Pams;
using Research.Networks.SrResNet;

namespace Research.Tests.Methods.Pams;

public sealed class PamsContract() : QuantizationMethodContract(new PamsMethod(), Small.Options);

public sealed class PamsAtFourBitsContract() : QuantizationMethodContract(new PamsMethod(), Small.Options with { W = 4, A = 4, Distillation = false });

public sealed class PamsOfStatisticsContract() : QuantizationMethodContract(new PamsMethod(), Small.Options)
{
    protected override SrNetwork CreateNetwork() => new(new SrResNetArchitecture().Build(new SrResNetParameters(1), 2));
}

internal static class Small
{
    internal static PamsOptions Options { get; } = new() { Epochs = 2, Iterations = 2, Batch = 2, Crop = 8 };
}
