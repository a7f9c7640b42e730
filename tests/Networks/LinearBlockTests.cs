using Research.Framework.Graph;
using Research.Framework.Runtime;
using Research.Networks.Sesr;
using static TorchSharp.torch;

namespace Research.Tests.Networks;

/// <summary>The collapse of SESR's training form against that form run convolution by convolution.</summary>
[Trait("tier", "unit")]
public sealed class LinearBlockTests
{
    [Theory]
    [InlineData(1, 16, 5, false)]
    [InlineData(8, 8, 3, true)]
    public void The_collapsed_convolution_is_the_block(int input, int output, int kernel, bool residual)
    {
        using var scope = NewDisposeScope();
        var expand = RandomWeights.Draw("expand", 32, input, kernel, kernel).to_type(ScalarType.Float64);
        var squeeze = RandomWeights.Draw("squeeze", output, 32, 1, 1).to_type(ScalarType.Float64);
        var x = RandomWeights.Image(2, input, 7, 5).to_type(ScalarType.Float64).div(Scalars.Of(255));

        var collapsed = nn.functional.conv2d(x, LinearBlock.Collapse(expand, squeeze, residual), padding: [kernel / 2, kernel / 2]);
        var difference = (collapsed - Run(x, expand, squeeze, null, residual)).abs().max().item<double>();
        Assert.True(difference < 1e-12, $"the collapsed convolution differs by {difference}");
    }

    [Fact]
    public void A_training_checkpoint_is_collapsed_when_loaded()
    {
        using var scope = NewDisposeScope();
        (string Name, Tensor Tensor)[] tensors = [.. Block("conv_first", 3, 4, 5), .. Block("residual_layers.0", 4, 4, 3), .. Block("conv_last", 4, 12, 5)];
        using var file = TestStateDict.Of(tensors);
        var network = new SrNetwork(new KnownNetwork("sesr", """{"layers":1,"features":4,"form":"aimet","activation":"relu"}""", 2).Build());
        using var loaded = network.Load(file);
        Assert.Equal("AIMET, training form", loaded.Scheme);

        var doubles = tensors.ToDictionary(tensor => tensor.Name, tensor => tensor.Tensor.to_type(ScalarType.Float64));
        var lr = RandomWeights.Image(1, 3, 6, 5);
        var x = lr.to_type(ScalarType.Float64).div(Scalars.Of(255));
        var head = Layer(x, "conv_first", false).relu();
        var y = Layer(Layer(head, "residual_layers.0", true).relu() + head, "conv_last", false);
        var expected = nn.functional.pixel_shuffle(y + x.repeat_interleave(4, 1), 2).mul(Scalars.Of(255));
        using var noGradient = no_grad();
        Assert.Equal(0, (network.Run(lr, new GraphPass()) - expected).abs().max().item<double>(), 1e-3);

        Tensor Layer(Tensor input, string key, bool residual) =>
            Run(input, doubles[$"{key}.conv_expand.weight"], doubles[$"{key}.conv_squeeze.weight"], doubles[$"{key}.conv_squeeze.bias"], residual);
    }

    private static Tensor Run(Tensor x, Tensor expand, Tensor squeeze, Tensor? bias, bool residual)
    {
        var padding = expand.shape[2] / 2;
        var y = nn.functional.conv2d(nn.functional.conv2d(x, expand, padding: [padding, padding]), squeeze, bias);
        return residual ? y + x : y;
    }

    private static IEnumerable<(string Name, Tensor Tensor)> Block(string key, int input, int output, int kernel)
    {
        yield return ($"{key}.conv_expand.weight", RandomWeights.Draw($"{key} expand", 32, input, kernel, kernel));
        yield return ($"{key}.conv_squeeze.weight", RandomWeights.Draw($"{key} squeeze", output, 32, 1, 1));
        yield return ($"{key}.conv_squeeze.bias", RandomWeights.Draw($"{key} bias", output));
    }
}
