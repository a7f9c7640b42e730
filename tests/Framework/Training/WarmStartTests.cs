using System.Collections.Immutable;
using Research.Framework.Graph;
using Research.Framework.Runtime;
using Research.Framework.Training;
using Research.Tests.Networks;
using TorchSharp;

namespace Research.Tests.Framework.Training;

[Trait("tier", "unit")]
public sealed class WarmStartTests
{
    private static readonly TrainingStart Plain = new("old", ImmutableSortedDictionary<string, string>.Empty, [], []);

    /// <summary>With added blocks, the network computes what the old one does.</summary>
    [Theory]
    [InlineData("edsr", "{\"blocks\":2,\"features\":4}", "{\"blocks\":4,\"features\":4}", "body.2", "body.4")]
    [InlineData("srresnet", "{\"blocks\":2,\"features\":4}", "{\"blocks\":4,\"features\":4}", "body.2,body.3", "body.4,body.5")]
    [InlineData("srresnet", "{\"blocks\":2,\"features\":4,\"body_bias\":true}", "{\"blocks\":4,\"features\":4,\"body_bias\":true}", "body.2,body.3", "body.4,body.5")]
    public void AddedBlocks_ChangeNothingYet(string id, string old, string parameters, string from, string to)
    {
        using var trained = Network(id, old, 2, 7);
        using var network = Network(id, parameters, 2, 8);
        var rename = from.Split(',').Zip(to.Split(',')).ToImmutableSortedDictionary(pair => pair.First, pair => pair.Second, StringComparer.Ordinal);
        WarmStart.Apply(network, trained, Plain with { Rename = rename, Identity = ["body.2", "body.3"] });
        using var scope = torch.NewDisposeScope();
        using var noGradient = torch.no_grad();
        var lr = torch.rand(2, 3, 9, 7).mul(Scalars.Of(255));
        var (before, after) = (trained.Run(lr, new GraphPass()), network.Run(lr, new GraphPass()));
        Assert.InRange((before - after).abs().max().item<float>(), 0, 1e-4f * before.abs().max().item<float>());

        var added = network.Graph.Tensors.Where(tensor => tensor.Name.StartsWith("body.2.body.0", StringComparison.Ordinal)).Select(tensor => network[tensor.Name].abs().sum().item<float>());
        Assert.All(added.Take(1), size => Assert.True(size > 0, "only the last convolution of an added block is zero: the others must be able to learn"));
    }

    [Fact]
    public void AnotherScale_TakesAllButTheUpsampler()
    {
        using var trained = Network("edsr", "{\"blocks\":1,\"features\":4}", 2, 7);
        using var network = Network("edsr", "{\"blocks\":1,\"features\":4}", 4, 8);
        using var fresh = Network("edsr", "{\"blocks\":1,\"features\":4}", 4, 8);
        WarmStart.Apply(network, trained, Plain with { Except = ["tail.0"] });
        foreach (var tensor in network.Graph.Tensors)
        {
            var source = tensor.Name.StartsWith("tail.0.", StringComparison.Ordinal) ? fresh : trained;
            Assert.True(network[tensor.Name].equal(source[tensor.Name]).all().item<bool>(), tensor.Name);
        }
    }

    [Theory]
    [InlineData("edsr", "{\"blocks\":2,\"features\":4}", 2, "there is no 'body.1.weight'; there is no 'body.1.bias'; nothing is given for 'body.1.body.0.weight'; and 5 more")]
    [InlineData("edsr", "{\"blocks\":1,\"features\":6}", 2, "'head.0.weight' is 6x3x3x3, not 4x3x3x3")]
    [InlineData("edsr", "{\"blocks\":1,\"features\":4}", 3, "'tail.0.0.weight' is 36x4x3x3, not 16x4x3x3")]
    [InlineData("edsr", "{\"blocks\":1,\"features\":4,\"pixel_range\":1}", 2, "the pixel ranges differ")]
    public void WhatHasNoCounterpart_IsNamed(string id, string parameters, int scale, string expected)
    {
        using var trained = Network("edsr", "{\"blocks\":1,\"features\":4}", 2, 7);
        using var network = Network(id, parameters, scale, 8);
        var problem = Assert.Throws<ResearchException>(() => WarmStart.Apply(network, trained, Plain));
        Assert.Contains($" ('old'): {expected}", problem.Message, StringComparison.Ordinal);
        Assert.EndsWith("Write what is not taken over under 'except', other names under 'rename', added blocks under 'identity'.", problem.Message, StringComparison.Ordinal);
    }

    /// <summary>A layer of a chain is no residual block: zero, it lets nothing pass.</summary>
    [Fact]
    public void AnAddedBlockThatIsNoIdentity_IsRefused()
    {
        using var trained = Network("abpn", "{\"layers\":1,\"channels\":4}", 2, 7);
        using var network = Network("abpn", "{\"layers\":2,\"channels\":4}", 2, 8);
        var rename = new Dictionary<string, string> { ["backbone.3"] = "backbone.4", ["backbone.5"] = "backbone.6" }.ToImmutableSortedDictionary(StringComparer.Ordinal);
        var problem = Assert.Throws<ResearchException>(() => WarmStart.Apply(network, trained, Plain with { Rename = rename, Identity = ["backbone.3"] }));
        Assert.Contains("does not start as ABPN-M1C4 ('old'): with backbone.3 added, outputs differ by up to", problem.Message, StringComparison.Ordinal);
    }

    private static SrNetwork Network(string id, string parameters, int scale, long seed)
    {
        var network = new SrNetwork(new KnownNetwork(id, parameters, scale).Build());
        Initialisation.Fill(network, new Seeds(seed), InitialWeights.He);
        using var noGradient = torch.no_grad();
        foreach (var tensor in network.Graph.Tensors.Where(tensor => tensor.Kind == TensorKind.Parameter && tensor.Name.StartsWith("backbone", StringComparison.Ordinal)))
        {
            network[tensor.Name].add_(Scalars.Of(0.05)); // ABPN starts as the enlarged image alone, whatever its layers do.
        }

        return network;
    }
}
