using Research.Framework.Graph;
using Research.Methods.AdaBm;
using Research.Networks.Rdn;
using Research.Networks.SrResNet;

namespace Research.Tests.Methods.AdaBm;

public sealed class AdaBmContract() : QuantizationMethodContract(new AdaBmMethod(), Small.Options);

public sealed class AdaBmOfAllLayersContract() : QuantizationMethodContract(new AdaBmMethod(), Small.Options with { Fq = true, Range = RangeStart.Percentile, SkipLoss = SkipLossForm.V0 });

public sealed class AdaBmOfStatisticsContract() : QuantizationMethodContract(new AdaBmMethod(), Small.Options with { Bn = BatchNormForm.Official, Fq = true })
{
    protected override SrNetwork CreateNetwork() => new(new SrResNetArchitecture().Build(new SrResNetParameters(1), 2));
}

public sealed class AdaBmOfDenseBlocksContract() : QuantizationMethodContract(new AdaBmMethod(), Small.Options with { ImageMapping = false })
{
    protected override SrNetwork CreateNetwork() => new(new RdnArchitecture().Build(new RdnParameters(2, 2, 8, 1), 2));
}

internal static class Small
{
    internal static AdaBmOptions Options { get; } = new(4, 4) { Crop = 12, Epochs = 3 };
}
