using Research.Framework.Training;
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
