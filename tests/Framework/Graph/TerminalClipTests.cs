using Research.Framework.Graph;
using Research.Framework.Graph.Operations;
using Research.Framework.Runtime;
using Research.Networks.Abpn;
using Research.Networks.Edsr;
using Research.Networks.Espcn;
using Research.Networks.Sesr;
using Research.Networks.Xlsr;
using TorchSharp;

namespace Research.Tests.Framework.Graph;

/// <summary>The three forms of the clip at the end.</summary>
[Trait("tier", "unit")]
public sealed class TerminalClipTests
{
    public static TheoryData<string> Names => ["abpn", "xlsr", "sesr", "edsr"];

    [Theory]
    [MemberData(nameof(Names))]
    public void AllForms_GiveTheSamePicture(string name)
    {
        var graph = Graph(name);
        using var scope = torch.NewDisposeScope();
        using var network = Weighted(new SrNetwork(graph));
        using var bare = network.With(TerminalClip.Removed(graph));
        using var clipped = network.With(TerminalClip.Added(graph));
        using var folded = network.With(TerminalClip.Folded(graph));
        var lr = torch.arange(Scalars.Of(0), Scalars.Of(graph.ImageChannels * 12 * 10), dtype: torch.float32).mul(Scalars.Of(37)).remainder(Scalars.Of(256)).view(1, -1, 12, 10);
        using var mode = torch.inference_mode();
        var y = bare.forward(lr);
        Assert.True(y.min().item<float>() < 0 || y.max().item<float>() > 255, "the test needs a network that overshoots");
        var expected = y.clamp(Scalars.Of(0), Scalars.Of(255));
        Assert.Equal(0, (clipped.forward(lr) - expected).abs().max().item<float>(), 1e-4);
        Assert.Equal(0, (folded.forward(lr) - expected).abs().max().item<float>(), 1e-3);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Forms_AreConsistentGraphs(string name)
    {
        var graph = Graph(name);
        foreach (var form in new[] { TerminalClip.Removed(graph), TerminalClip.Added(graph), TerminalClip.Folded(graph) })
        {
            Assert.All(form.Nodes, node => Assert.Equal((node.Index, node.Index + 1), (form.Nodes.IndexOf(node), node.Output.Index)));
            Assert.All(form.Nodes.SelectMany(node => node.Inputs), input => Assert.Same(form.Values[input.Index], input));
            Assert.All(form.Sites, site => Assert.Contains(site.Input, form.Nodes[site.Node].Inputs));
            Assert.Equal(graph.Sites.Select(site => site.Name), form.Sites.Select(site => site.Name));
            Assert.Equal(graph.Tensors, form.Tensors);
            Assert.Same(form.Output, form.Taps["output"]);
        }

        Assert.False(TerminalClip.IsPresent(TerminalClip.Removed(graph)));
        Assert.True(TerminalClip.IsPresent(TerminalClip.Added(graph)));
        var (bare, clipped) = (TerminalClip.Removed(graph), TerminalClip.Added(graph));
        Assert.Same(bare, TerminalClip.Removed(bare));
        Assert.Same(clipped, TerminalClip.Added(clipped));
        Assert.DoesNotContain(TerminalClip.Folded(graph).Nodes, node => node.Operation is Clip);
        Assert.Equal(2, TerminalClip.Folded(graph).Nodes.Count(node => node.Operation is Scale { Factor: -1 }));
    }

    [Fact]
    public void ABoundedNetwork_StaysAsItIs()
    {
        var graph = new EspcnArchitecture().Build(new NoParameters(), 2);
        Assert.All(new[] { TerminalClip.Removed(graph), TerminalClip.Added(graph), TerminalClip.Folded(graph) }, form => Assert.Same(graph, form));
    }

    [Fact]
    public void AnInnerClip_IsNotTheTerminalOne()
    {
        var b = new NetworkBuilder("inner", 1, pixelRange: 255);
        var graph = b.Build(b.Conv("b", b.Clip(b.Conv("a", b.Input, 3, 3, Role.Head), 0, 255), 3, 3, Role.Tail));
        Assert.Same(graph, TerminalClip.Removed(graph));
        Assert.IsType<Clip>(TerminalClip.Added(graph).Nodes[^1].Operation);
    }

    private static NetworkGraph Graph(string name) => name switch
    {
        "abpn" => new AbpnArchitecture().Build(new AbpnParameters(1, 8), 2),
        "xlsr" => new XlsrArchitecture().Build(new NoParameters(), 3),
        "sesr" => new SesrArchitecture().Build(new SesrParameters { Layers = 2 }, 4),
        _ => new EdsrArchitecture().Build(new EdsrParameters(1, 8) { MeanShift = false, Upsampler = EdsrUpsampler.Direct }, 2),
    };

    private static SrNetwork Weighted(SrNetwork network)
    {
        using var generator = new torch.Generator(11);
        using var noGradient = torch.no_grad();
        foreach (var parameter in network.parameters())
        {
            using var drawn = torch.randn(parameter.shape, generator: generator);
            parameter.copy_(drawn.mul_(Scalars.Of(0.3)));
        }

        return network;
    }
}
