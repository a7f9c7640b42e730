using Research.Framework.Graph;
using Research.Framework.Weights;
using Research.Networks.Edsr;
using TorchSharp;

namespace Research.Tests.Networks;

[Trait("tier", "real")]
public sealed class EdsrRealTests
{
    [Fact]
    public void Edsr8_GivesTheGoldenOutput()
    {
        using var file = WeightsFile.Read(SharedFiles.Weights("EDSR-8_x2.safetensors"));
        var architecture = new EdsrArchitecture();
        using var network = new SrNetwork(architecture.Build(new EdsrParameters(8, 64), 2));
        network.Load(file, architecture.NamingSchemes).Dispose();
        using var mode = torch.inference_mode();
        using var x = GoldenInput.Make(3);
        using var y = network.Run(x, new GraphPass());
        Assert.Equal(136.92338, y.mean().item<float>(), 0.005);
        Assert.Equal(37.51540, y[0, 0, 0, 0].item<float>(), 0.005);
        Assert.Equal(232.58622, y[0, 2, 13, 17].item<float>(), 0.005);
        Assert.Equal(782_784, network.Graph.MacsPerLrPixel);
    }
}
