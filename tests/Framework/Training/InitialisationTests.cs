using Research.Framework.Graph;
using Research.Framework.Runtime;
using Research.Framework.Training;
using Research.Tests.Networks;
using TorchSharp;

namespace Research.Tests.Framework.Training;

[Trait("tier", "unit")]
public sealed class InitialisationTests
{
    public static TheoryData<int, string> Forms => [.. NetworkForm.All.Select((form, index) => (index, form.Network.ToString()))];

    [Fact]
    public void Convolutions_AreUniformWithinTheInverseRootOfTheirInputs()
    {
        using var network = Fill("edsr", """{"blocks":1,"features":16}""", 2);
        var bound = 1 / Math.Sqrt(16 * 9);
        var weight = Values(network, "body.0.body.0.weight");
        Assert.InRange(weight.Max(), 0.98 * bound, bound);
        Assert.InRange(weight.Min(), -bound, -0.98 * bound);
        Assert.Equal(bound / Math.Sqrt(3), Math.Sqrt(weight.Average(value => value * value)), 0.02 * bound); // The deviation of a uniform distribution.
        Assert.InRange(Values(network, "body.0.body.0.bias").Select(Math.Abs).Max(), 0.5 * bound, bound);
        Assert.NotEqual(weight, Values(network, "body.0.body.2.weight"));
        Assert.Equal([1, 0, 0, 0, 1, 0, 0, 0, 1], Values(network, "sub_mean.weight"));
    }

    [Fact]
    public void HeEtAl_KeepTheSizeOfWhatPassesThroughRelu()
    {
        using var network = Fill("abpn", """{"layers":2,"channels":16}""", 3, rule: InitialWeights.He);
        var bound = Math.Sqrt(6.0 / (16 * 9));
        var weight = Values(network, "backbone.2.0.weight");
        Assert.InRange(weight.Max(), 0.98 * bound, bound);
        Assert.InRange(weight.Min(), -bound, -0.98 * bound);
        Assert.All(Values(network, "backbone.2.0.bias"), value => Assert.Equal(0, value));
    }

    [Fact]
    public void BatchNormalisationAndPRelu_StartAsInPyTorch()
    {
        using var network = Fill("srresnet", """{"blocks":1,"prelu":"channel"}""", 4);
        foreach (var (name, expected) in new[] { ("body.0.body.1.weight", 1), ("body.0.body.1.bias", 0), ("body.0.body.1.running_mean", 0), ("body.0.body.1.running_var", 1), ("head.1.weight", 0.25) })
        {
            Assert.All(Values(network, name), actual => Assert.Equal(expected, actual));
        }
    }

    [Theory]
    [InlineData("abpn", """{"layers":2,"channels":8}""")]
    [InlineData("ecbsr", """{"layers":2,"channels":8}""")]
    public void AnAnchoredNetwork_StartsAsItsAnchor(string id, string parameters)
    {
        using var scope = torch.NewDisposeScope();
        using var noGradient = torch.no_grad();
        using var network = Fill(id, parameters, 3);
        var lr = RandomWeights.Image(1, 3, 6, 5);
        var difference = (network.Run(lr, new GraphPass()) - lr.repeat_interleave(3, 2).repeat_interleave(3, 3)).abs().max().item<float>();
        Assert.InRange(difference, 0, 1e-3);
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void EveryNetwork_StartsWithGradientsThatAreFinite(int index, string form)
    {
        using var scope = torch.NewDisposeScope();
        using var network = new SrNetwork(NetworkForm.All[index].Network.Build());
        Initialisation.Fill(network, new Seeds(1));
        var lr = RandomWeights.Image(2, network.Graph.ImageChannels, 8, 8);
        network.Run(lr, new GraphPass { BatchStatistics = true }).abs().mean().backward();
        Assert.All(network.named_parameters(), parameter => Assert.True(parameter.parameter.grad!.isfinite().all().item<bool>(), $"{form}: {parameter.name}"));
        Assert.Contains(network.named_parameters(), parameter => parameter.parameter.grad!.count_nonzero().item<long>() > 0);
    }

    [Fact]
    public void AnotherSeed_DrawsOtherWeights()
    {
        using var first = Fill("abpn", """{"layers":1,"channels":4}""", 2, seed: 1);
        using var second = Fill("abpn", """{"layers":1,"channels":4}""", 2, seed: 2);
        Assert.NotEqual(Values(first, "backbone.0.weight"), Values(second, "backbone.0.weight"));
    }

    private static SrNetwork Fill(string id, string parameters, int scale, int seed = 1, InitialWeights rule = InitialWeights.Pytorch)
    {
        var network = new SrNetwork(new KnownNetwork(id, parameters, scale).Build());
        Initialisation.Fill(network, new Seeds(seed), rule);
        return network;
    }

    private static double[] Values(SrNetwork network, string name)
    {
        using var contiguous = network[name].detach().contiguous();
        return [.. contiguous.data<float>().Select(value => (double)value)];
    }
}
