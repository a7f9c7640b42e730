using Research.Framework.Graph;
using Research.Framework.Training;
using Research.Networks.Abpn;
using Research.Networks.Edsr;
using Research.Networks.SrResNet;
using TorchSharp;

namespace Research.Tests.Framework.Training;

[Trait("tier", "unit")]
public sealed class AttentionDistillationTests
{
    /// <summary>The specification's vector (CADyQ, section 6).</summary>
    [Fact]
    public void TheDistance_IsTheSpecifications()
    {
        using var scope = torch.NewDisposeScope();
        var x = torch.tensor(new double[] { 1, 2, 3, 4, 0, 1, 0, 1 }, [1, 2, 2, 2]);
        var y = torch.tensor(new double[] { 1, 2, 2, 4, 0, 1, 1, 1 }, [1, 2, 2, 2]);
        Assert.Equal(0.00944755, AttentionDistillation.Distance(x, y).item<double>(), 1e-8);
    }

    /// <summary>Plain blocks, residual ones, and those with batch normalisation.</summary>
    [Fact]
    public void EveryNetwork_HasWhatIsCompared()
    {
        NetworkGraph[] graphs =
        [
            new AbpnArchitecture().Build(new AbpnParameters(), 3),
            new EdsrArchitecture().Build(new EdsrParameters(2, 8), 2),
            new SrResNetArchitecture().Build(new SrResNetParameters(2), 2),
        ];
        string[][] expected = [["block[0].output"], ["block[0].residual", "block[1].residual"], ["block[0].conv2", "block[1].conv2"]];
        foreach (var (graph, blocks) in graphs.Zip(expected))
        {
            var taps = new AttentionDistillation(graph).Taps;
            Assert.All(taps, tap => Assert.Contains(tap, graph.Taps.Keys));
            Assert.Equal("body", taps[0]);
            Assert.Equal(blocks, taps.Skip(1).Take(blocks.Length));
        }
    }

    [Fact]
    public void ADeadFeature_GivesAFiniteDistanceAndGradient()
    {
        using var scope = torch.NewDisposeScope();
        var x = torch.zeros(1, 2, 3, 3).requires_grad_();
        var distance = AttentionDistillation.Distance(x, torch.ones(1, 2, 3, 3));
        distance.backward();
        Assert.True(float.IsFinite(distance.item<float>()));
        Assert.True(x.grad!.isfinite().all().item<bool>());
    }
}
