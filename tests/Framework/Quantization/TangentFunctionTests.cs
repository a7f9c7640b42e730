using Research.Framework.Quantization;
using Research.Framework.Runtime;
using TorchSharp;

namespace Research.Tests.Framework.Quantization;

[Trait("tier", "unit")]
public sealed class TangentFunctionTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void ItsGradients_AreThoseThroughTheWeight(bool channelsLast)
    {
        using var scope = torch.NewDisposeScope();
        using var generator = new torch.Generator(2);
        torch.Tensor Draw(params long[] shape) => torch.randn(shape, generator: generator);
        torch.Tensor Lay(torch.Tensor x) => channelsLast ? x.permute(0, 2, 3, 1).contiguous().permute(0, 3, 1, 2) : x;
        var (image, direction, slope) = (Lay(Draw(2, 3, 9, 11)), Lay(Draw(4, 3, 3, 3)), Draw(2, 4, 9, 11));
        torch.Tensor Convolve(torch.Tensor x, torch.Tensor weight) => torch.nn.functional.conv2d(x, weight, padding: [1, 1]);

        var (x, u) = (image.clone().requires_grad_(), torch.tensor(0.7f).requires_grad_());
        Convolve(x, direction * u).backward([slope]);
        var (other, number) = (image.clone().requires_grad_(), torch.tensor(0.7f).requires_grad_());
        var along = Convolve(image, direction);
        var y = TangentFunction.apply(Convolve(other, (direction * number).detach()), along, number);
        y.mul(Scalars.Of(1)).backward([slope]);

        Assert.Equal(u.grad!.item<float>(), number.grad!.item<float>(), 1e-4f * Math.Abs(u.grad!.item<float>()));
        Assert.InRange((x.grad! - other.grad!).abs().max().item<float>(), 0, 1e-4f);
    }

    /// <summary>Where nothing in front of the convolution has gradients.</summary>
    [Fact]
    public void AnOutputWithoutGradients_GetsThem()
    {
        using var scope = torch.NewDisposeScope();
        var (y, number) = (torch.ones(1, 1, 2, 2), torch.tensor(1f).requires_grad_());
        var z = TangentFunction.apply(y, torch.full([1, 1, 2, 2], Scalars.Of(3)), number);
        Assert.True(z.requires_grad);
        z.sum().backward();
        Assert.Equal(12, number.grad!.item<float>());
    }
}
