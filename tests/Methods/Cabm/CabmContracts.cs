using Research.Framework.Graph;
using Research.Framework.Quantization;
using Research.Methods.Cabm;
using Research.Methods.Cadyq;
using Research.Methods.Pams;
using Research.Networks.Carn;
using Research.Networks.Idn;
using Research.Networks.SrResNet;
using TorchSharp;

namespace Research.Tests.Methods.Cabm;

public sealed class CabmContract() : CabmContractBase(Small.Options);

public sealed class CabmOfTheReleasedCodeContract() : CabmContractBase(Small.Options with { Rule = TableRule.Released, Distillation = true, Sampling = CropSampling.Uniform });

public sealed class CabmOfStatisticsContract() : CabmContractBase(Small.Options with { Select = TableSelection.Random })
{
    protected override SrNetwork CreateNetwork() => new(new SrResNetArchitecture().Build(new SrResNetParameters(1, Features: 8), 2));
}

public sealed class CabmCorrectedContract() : CabmContractBase(Small.Options with { Conv1Quantized = true, Select = TableSelection.Max })
{
    protected override SrNetwork CreateNetwork() => new(new SrResNetArchitecture().Build(new SrResNetParameters(1, Features: 8), 2));
}

public sealed class CabmOfCarnContract() : CabmContractBase(Small.Options)
{
    protected override SrNetwork CreateNetwork() => new(new CarnArchitecture().Build(new CarnParameters(4), 2));
}

public sealed class CabmUntunedOfIdnContract() : CabmContractBase(new CabmOptions { Tune = false })
{
    protected override SrNetwork CreateNetwork() => new(new IdnRgbArchitecture().Build(new IdnRgbParameters(16, 4, 2), 2));
}

public abstract class CabmContractBase(CabmOptions options) : QuantizationMethodContract(new CabmMethod(), options)
{
    protected override IReadOnlyDictionary<string, QuantizedNetwork> CreateNeeds(Func<SrNetwork> weighted) => Small.Needs(weighted, options);
}

internal static class Small
{
    internal static CabmOptions Options { get; } = new() { Epochs = 2, Iterations = 2, Batch = 2, Crop = 8 };

    internal static Dictionary<string, QuantizedNetwork> Needs(Func<SrNetwork> weighted, CabmOptions options)
    {
        var needs = new Dictionary<string, QuantizedNetwork>(StringComparer.Ordinal) { ["start"] = Supernet(weighted(), options.Conv1Quantized) };
        if (options.Distillation)
        {
            needs["teacher"] = Observed(new PamsMethod().Place(weighted(), new PamsOptions { Conv1Quantized = options.Conv1Quantized }));
        }

        return needs;
    }

    /// <summary>A network with selectors that choose by the image, each its own way.</summary>
    internal static QuantizedNetwork Supernet(SrNetwork network, bool conv1Quantized = false)
    {
        var supernet = Observed(new CadyqMethod().Place(network, new CadyqOptions { Conv1 = conv1Quantized ? Conv1Input.Corrected : Conv1Input.Released }));
        using var mode = torch.no_grad();
        using var scope = torch.NewDisposeScope();
        using var generator = new torch.Generator(11);
        foreach (var (_, tensor) in supernet.Policy.State.OrderBy(state => state.Key, StringComparer.Ordinal))
        {
            tensor.copy_(torch.randn(tensor.shape, generator: generator));
        }

        return supernet;
    }

    /// <summary>As training leaves it: bounds that fit what passes.</summary>
    private static QuantizedNetwork Observed(QuantizedNetwork network)
    {
        using var mode = torch.no_grad();
        using var scope = torch.NewDisposeScope();
        network.Forward(new ForwardContext { Lr = torch.linspace(0, 255, 3 * 64, torch.float32).view(1, 3, 8, 8), Observe = true });
        return network;
    }
}
