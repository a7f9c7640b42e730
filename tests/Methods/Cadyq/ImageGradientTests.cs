using Research.Framework.Runtime;
using Research.Methods.Cadyq;
using TorchSharp;

namespace Research.Tests.Methods.Cadyq;

[Trait("tier", "unit")]
public sealed class ImageGradientTests
{
    /// <summary>The specification's image of 4 x 4 greys, and what it gives.</summary>
    private static readonly float[] Greys = [0, 0, 255, 255, 0, 0, 255, 255, 0, 51, 204, 255, 0, 51, 204, 255];

    [Theory]
    [InlineData(3, 255, 250, 12.5)]
    [InlineData(1, 255, 250, 12.5)]
    [InlineData(3, 1, 0.25, 0.0125)]
    public void ItHasItsValue(int colours, double pixelRange, double rows, double columns)
    {
        using var scope = torch.NewDisposeScope();
        var image = torch.tensor(Greys, [1, 1, 4, 4]).to_type(torch.float64).expand(1, colours, 4, 4);
        var v = ImageGradient.Of(torch.cat([image, image.transpose(2, 3), torch.full_like(image, Scalars.Of(77))]), pixelRange);
        double[] expected = [rows, columns, columns, rows, 0, 0];
        Assert.Equal([3, 2], v.shape);
        Assert.All(expected.Zip(v.data<double>().ToArray()), pair => Assert.Equal(pair.First, pair.Second, 1e-10));
    }

    [Fact]
    public void ItPassesNoGradientOn()
    {
        using var scope = torch.NewDisposeScope();
        Assert.False(ImageGradient.Of(torch.zeros(1, 3, 4, 4, requires_grad: true), 255).requires_grad);
    }
}
