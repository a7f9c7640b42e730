using Research.Framework.Evaluation;
using Research.Framework.Execution;
using Research.Framework.Graph;
using Research.Framework.Quantization;
using Research.Framework.Runtime;
using Research.Networks;
using Research.Networks.Sesr;
using Research.Datasets;
using TorchSharp;

namespace Research.Tests.Framework.Execution;

/// <summary>The executor against the simulation of the same quantizers in floating point, on real networks: they differ by roundings alone.</summary>
[Trait("tier", "real")]
public sealed class IntegersAgainstSimulationTests
{
    public static TheoryData<string, int> Networks => new()
    {
        { "ABPN_M4C28-etds_x2", 2 }, { "XLSR_x3", 3 }, { "ECBSR_M4C16-etds_x4", 4 }, { "ESPCN-etds_x2", 2 }, { "FSRCNN-etds_x3", 3 }, { "EDSR-f32b5_x2", 2 }, { "EDSR-8_x2", 2 },
        { "CARN_x2", 2 }, { "SRResNet8-BN_x4", 4 },
    };

    [Theory]
    [MemberData(nameof(Networks))]
    public void Both_ComeNear(string weights, int scale)
    {
        SharedFiles.Weights($"{weights}.safetensors");
        SharedFiles.Data(Path.Combine("benchmark", "Set5"));
        using var loaded = new NetworkLoader(BuiltInNetworks.Create(), SharedFiles.Paths).Load(BuiltInWeights.Create().Find(weights), scale);
        var plan = IntegerPlan.Of(loaded.Network.Graph);
        var image = BuiltInDatasets.Create().Open("Set5", SharedFiles.Paths).ReadLr("butterfly", scale).CentreCrop(48);
        using var scope = torch.NewDisposeScope();
        using var mode = torch.inference_mode();
        var lr = ImageTensor.FromImage(image, loaded.Network.Graph.ImageChannels).round();
        var observed = plan.Observe(loaded.Network, lr, TestContext.Current.CancellationToken);
        var ranges = plan.Tie(observed);
        using var network = IntegerQuantization.Place(plan, loaded.Network.With(plan.Graph), perChannel: true, new IntegerEngine(OutputReading.Dequantized));
        IntegerQuantization.Fit(network, ranges);
        var full = loaded.Network.forward(lr);
        var simulated = network.Forward(new ForwardContext { Lr = lr });
        var integers = network.Infer(lr, TestContext.Current.CancellationToken).Sr;
        var step = CodeGrid.Of(ranges[plan.Graph.Output.Name]).Scale * 255 / plan.Graph.PixelRange;
        double Distance(torch.Tensor a, torch.Tensor b) => (a - b).square().mean().sqrt().item<float>();
        Assert.InRange(Distance(integers, simulated), 0, 1 + step);
        Assert.InRange(Distance(integers, full) / Distance(simulated, full), 0.8, 1.25);
    }

    /// <summary>SESR works on luma and shuffles twice; its weights are not at hand.</summary>
    [Fact]
    public void ANetworkOnLuma_RunsToo()
    {
        using var scope = torch.NewDisposeScope();
        using var generator = new torch.Generator(3);
        using var mode = torch.inference_mode();
        using var network = new SrNetwork(new SesrArchitecture().Build(new SesrParameters(3), 4));
        foreach (var parameter in network.parameters())
        {
            parameter.copy_(torch.randn(parameter.shape, generator: generator).mul(Scalars.Of(0.05)));
        }

        var plan = IntegerPlan.Of(TerminalClip.Removed(network.Graph));
        var lr = torch.rand([1, 1, 20, 24], generator: generator).mul(Scalars.Of(255));
        using var bare = network.With(plan.Graph);
        using var quantized = IntegerQuantization.Place(plan, network.With(plan.Graph), perChannel: true, new IntegerEngine(OutputReading.Dequantized));
        IntegerQuantization.Fit(quantized, plan.Tie(plan.Observe(bare, lr, TestContext.Current.CancellationToken)));
        var difference = (quantized.Infer(lr, TestContext.Current.CancellationToken).Sr - bare.forward(lr)).abs();
        Assert.Equal([1, 1, 80, 96], difference.shape);
        Assert.InRange(difference.mean().item<float>(), 0, 2);
    }
}
