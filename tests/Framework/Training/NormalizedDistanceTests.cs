using Research.Framework.Runtime;
using Research.Framework.Training;
using TorchSharp;

namespace Research.Tests.Framework.Training;

[Trait("tier", "unit")]
public sealed class NormalizedDistanceTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void ItHasTheOperationsValueAndGradient(bool channelsLast)
    {
        using var scope = torch.NewDisposeScope();
        using var generator = new torch.Generator(5);
        torch.Tensor Draw() => torch.randn([2, 5, 31, 40], generator: generator) is var x && channelsLast ? x.permute(0, 2, 3, 1).contiguous().permute(0, 3, 1, 2) : x;
        var teacher = Draw();
        var student = (teacher + Draw().mul(Scalars.Of(0.01))).requires_grad_();
        teacher = teacher / teacher.norm();
        var exact = student.detach().to_type(torch.float64).requires_grad_();

        var distance = NormalizedDistance.Of(student, teacher);
        distance.mul(Scalars.Of(3)).backward();
        var expected = NormalizedDistance.Of(exact, teacher.to_type(torch.float64));
        expected.mul(Scalars.Of(3)).backward();

        Assert.Equal(expected.item<double>(), distance.item<float>(), 1e-6 * expected.item<double>());
        Assert.InRange((exact.grad! - student.grad!).abs().max().item<double>(), 0, 1e-4 * exact.grad!.abs().max().item<double>());
    }

    [Fact]
    public void ANormOfZero_HasTheGradientZero()
    {
        using var scope = torch.NewDisposeScope();
        foreach (var student in new[] { torch.zeros(2, 1, 2, 2), torch.full([2, 1, 2, 2], Scalars.Of(0.5)) })
        {
            student.requires_grad_();
            NormalizedDistance.Of(student, torch.full([2, 1, 2, 2], Scalars.Of(1 / Math.Sqrt(8)))).backward();
            Assert.True(student.grad!.isfinite().all().item<bool>());
        }
    }
}
