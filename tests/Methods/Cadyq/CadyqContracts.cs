using Research.Framework.Graph;
using Research.Framework.Quantization;
using Research.Methods.Cadyq;
using Research.Methods.Pams;
using Research.Networks.Carn;
using Research.Networks.Idn;
using Research.Networks.SrResNet;
using TorchSharp;

namespace Research.Tests.Methods.Cadyq;

public sealed class CadyqContract() : CadyqContractBase(Small.Options);

public sealed class CadyqWithoutChoiceContract() : CadyqContractBase(Small.Options with { Bits = [5], BitLoss = BitLoss.None, Distillation = false });

public sealed class CadyqOfStatisticsContract() : CadyqContractBase(Small.Options with { Inputs = SelectorInputs.Gradient, BitLoss = BitLoss.Plain })
{
    protected override SrNetwork CreateNetwork() => new(new SrResNetArchitecture().Build(new SrResNetParameters(1, Features: 8), 2));
}

public sealed class CadyqCorrectedContract() : CadyqContractBase(Small.Options with { Conv1 = Conv1Input.Corrected })
{
    protected override SrNetwork CreateNetwork() => new(new SrResNetArchitecture().Build(new SrResNetParameters(1, Features: 8), 2));
}

public sealed class CadyqOfCarnContract() : CadyqContractBase(Small.Options with { Inputs = SelectorInputs.Deviation })
{
    protected override SrNetwork CreateNetwork() => new(new CarnArchitecture().Build(new CarnParameters(4), 2));
}

public sealed class CadyqOfIdnContract() : CadyqContractBase(Small.Options)
{
    protected override SrNetwork CreateNetwork() => new(new IdnRgbArchitecture().Build(new IdnRgbParameters(16, 4, 2), 2));
}

public abstract class CadyqContractBase(CadyqOptions options) : QuantizationMethodContract(new CadyqMethod(), options)
{
    /// <summary>As PAMS leaves it: bounds that fit what passes.</summary>
    protected override IReadOnlyDictionary<string, QuantizedNetwork> CreateNeeds(Func<SrNetwork> weighted) =>
        new[] { "start", "teacher" }.ToDictionary(part => part, _ => Uniform(weighted()), StringComparer.Ordinal);

    private QuantizedNetwork Uniform(SrNetwork network)
    {
        var uniform = new PamsMethod().Place(network, new PamsOptions { Conv1Quantized = options.Conv1 == Conv1Input.Corrected });
        using var mode = torch.no_grad();
        using var scope = torch.NewDisposeScope();
        uniform.Forward(new ForwardContext { Lr = torch.linspace(0, 255, 3 * 64, torch.float32).view(1, 3, 8, 8), Observe = true });
        return uniform;
    }
}

internal static class Small
{
    internal static CadyqOptions Options { get; } = new() { Epochs = 2, Iterations = 2, Batch = 2, Crop = 8 };
}
