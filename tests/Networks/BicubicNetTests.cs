using Research.Framework.Graph;
using TorchSharp;

namespace Research.Tests.Networks;

[Trait("tier", "unit")]
public sealed class BicubicNetTests
{
    /// <summary>The cubic kernel with a = -0.5 at the distances of an LR pixel's HR pixels from LR pixels -2..2.</summary>
    private static readonly Dictionary<int, double[][]> Phases = new()
    {
        [2] = [[-3 / 128.0, 29 / 128.0, 111 / 128.0, -9 / 128.0, 0], [0, -9 / 128.0, 111 / 128.0, 29 / 128.0, -3 / 128.0]],
        [3] = [[-1 / 27.0, 9 / 27.0, 21 / 27.0, -2 / 27.0, 0], [0, 0, 1, 0, 0], [0, -2 / 27.0, 21 / 27.0, 9 / 27.0, -1 / 27.0]],
    };

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public void It_interpolates_each_colour_by_the_cubic_kernel(int scale)
    {
        using var scope = torch.NewDisposeScope();
        using var noGradient = torch.no_grad();
        var network = new SrNetwork(new KnownNetwork("bicubic-net", "{}", scale).Build());
        var lr = GoldenInput.Make(3);
        var y = network.Run(lr, new GraphPass());
        for (var c = 0; c < 3; c++)
        {
            for (var row = 2 * scale; row < (GoldenInput.Rows - 2) * scale; row++)
            {
                for (var column = 2 * scale; column < (GoldenInput.Columns - 2) * scale; column++)
                {
                    Assert.Equal(Expected(lr, c, row, column, scale), y[0, c, row, column].item<float>(), 1e-3);
                }
            }
        }
    }

    [Fact]
    public void A_grey_image_of_the_mean_colour_stays_what_it_is_up_to_the_border()
    {
        using var scope = torch.NewDisposeScope();
        using var noGradient = torch.no_grad();
        var network = new SrNetwork(new KnownNetwork("bicubic-net", "{}", 4).Build());
        var lr = torch.tensor(new[] { 114.444f, 111.4605f, 103.02f }, [1, 3, 1, 1]).repeat(1, 1, 4, 4);
        var difference = network.Run(lr, new GraphPass()) - lr.repeat(1, 1, 4, 4);
        Assert.Equal(0, difference.abs().max().item<float>(), 1e-3);
    }

    private static double Expected(torch.Tensor lr, int c, int row, int column, int scale)
    {
        var sum = 0.0;
        for (var u = 0; u < 5; u++)
        {
            for (var v = 0; v < 5; v++)
            {
                var weight = Phases[scale][row % scale][u] * Phases[scale][column % scale][v];
                sum += weight == 0 ? 0 : weight * lr[0, c, (row / scale) + u - 2, (column / scale) + v - 2].item<float>();
            }
        }

        return sum;
    }
}
