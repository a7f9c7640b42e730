using Research.Framework.Graph;
using Research.Framework.Runtime;
using Research.Networks.Ecbsr;
using static TorchSharp.torch;

namespace Research.Tests.Networks;

/// <summary>The merge of ECBSR's training form against that form run branch by branch.</summary>
[Trait("tier", "unit")]
public sealed class EdgeConvolutionTests
{
    private const int Channels = 4;

    private static readonly double[] SobelX = [1, 0, -1, 2, 0, -2, 1, 0, -1];
    private static readonly double[] SobelY = [1, 2, 1, 0, 0, 0, -1, -2, -1];
    private static readonly double[] Laplace = [0, 1, 0, 1, -4, 1, 0, 1, 0];

    [Theory]
    [InlineData(3, 16)]
    [InlineData(8, 8)]
    public void The_merged_convolution_is_the_sum_of_the_branches(int input, int output)
    {
        using var scope = NewDisposeScope();
        var block = Block("block", input, output).ToDictionary(tensor => tensor.Name["block.".Length..], tensor => tensor.Tensor.to_type(ScalarType.Float64));
        var x = RandomWeights.Image(2, input, 7, 5).to_type(ScalarType.Float64).div(Scalars.Of(255));

        var (weight, bias) = EdgeConvolution.Merge(block);
        var merged = nn.functional.conv2d(x, weight, bias, padding: [1, 1]);
        var difference = (merged - Branches(x, block, output)).abs().max().item<double>();
        Assert.True(difference < 1e-12, $"the merged convolution differs by {difference}");
    }

    [Fact]
    public void A_training_checkpoint_is_merged_when_loaded()
    {
        using var scope = NewDisposeScope();
        (string Name, Tensor Tensor)[] tensors =
        [
            .. Block("backbone.0", 3, Channels), ("backbone.0.act.weight", RandomWeights.Draw("slope 0", Channels)),
            .. Block("backbone.1", Channels, Channels), ("backbone.1.act.weight", RandomWeights.Draw("slope 1", Channels)),
            .. Block("backbone.2", Channels, 12),
        ];
        using var file = TestStateDict.Of(tensors.Select(tensor => ($"module.{tensor.Name}", tensor.Tensor)));
        var network = new SrNetwork(new KnownNetwork("ecbsr", """{"layers":1,"channels":4}""", 2).Build());
        using var loaded = network.Load(file);
        Assert.Equal("xindongzhang, training form", loaded.Scheme);
        Assert.Contains(loaded.Notes, note => note.Contains("merged", StringComparison.Ordinal));

        var doubles = tensors.ToDictionary(tensor => tensor.Name, tensor => tensor.Tensor.to_type(ScalarType.Float64));
        var lr = RandomWeights.Image(1, 3, 6, 5);
        var y = lr.to_type(ScalarType.Float64).div(Scalars.Of(255));
        var x = y;
        foreach (var (index, channels) in new[] { Channels, Channels, 12 }.Index())
        {
            var key = $"backbone.{index}.";
            y = Branches(y, doubles.Where(tensor => tensor.Key.StartsWith(key, StringComparison.Ordinal)).ToDictionary(tensor => tensor.Key[key.Length..], tensor => tensor.Value), channels);
            y = doubles.TryGetValue($"{key}act.weight", out var slope) ? nn.functional.prelu(y, slope) : y;
        }

        var expected = nn.functional.pixel_shuffle(y + x.repeat_interleave(4, 1), 2).mul(Scalars.Of(255));
        using var noGradient = no_grad();
        Assert.Equal(0, ((network.Run(lr, new GraphPass()) - expected).abs().max() / expected.abs().max()).item<double>(), 1e-6);
    }

    [Fact]
    public void An_incomplete_block_is_named()
    {
        using var scope = NewDisposeScope();
        var message = Refused(Block("backbone.0", 3, Channels).Where(tensor => tensor.Name != "backbone.0.conv1x1_sby.scale"));
        Assert.Contains("backbone.0.conv1x1_sbx.k0", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Branches_of_different_widths_are_refused()
    {
        using var scope = NewDisposeScope();
        var message = Refused(Block("backbone.0", 3, Channels).Select(tensor => tensor.Name == "backbone.0.conv1x1_3x3.k0" ? Random(tensor.Name, 5, 3, 1, 1) : tensor));
        Assert.Contains("do not fit each other", message, StringComparison.Ordinal);
    }

    private static string Refused(IEnumerable<(string Name, Tensor Tensor)> firstBlock)
    {
        using var file = TestStateDict.Of([.. firstBlock, .. Block("backbone.1", Channels, 12)]);
        var network = new SrNetwork(new KnownNetwork("ecbsr", """{"layers":0,"channels":4}""", 2).Build());
        return Assert.Throws<ResearchException>(() => network.Load(file)).Message;
    }

    /// <summary>As the training code runs it: each 1x1 result gets a ring of its bias, then an unpadded 3x3 convolution.</summary>
    private static Tensor Branches(Tensor x, Dictionary<string, Tensor> block, int output)
    {
        var y = nn.functional.conv2d(x, block["conv3x3.weight"], block["conv3x3.bias"], padding: [1, 1]);
        y = y + nn.functional.conv2d(Ringed(x, block, "conv1x1_3x3"), block["conv1x1_3x3.k1"], block["conv1x1_3x3.b1"]);
        foreach (var (branch, mask) in new[] { ("conv1x1_sbx", SobelX), ("conv1x1_sby", SobelY), ("conv1x1_lpl", Laplace) })
        {
            var filters = block[$"{branch}.scale"] * tensor(mask, [1, 1, 3, 3]);
            y = y + nn.functional.conv2d(Ringed(x, block, branch), filters, block[$"{branch}.bias"], groups: output);
        }

        return y;
    }

    private static Tensor Ringed(Tensor x, Dictionary<string, Tensor> block, string branch)
    {
        var bias = block[$"{branch}.b0"];
        var inner = nn.functional.conv2d(x, block[$"{branch}.k0"], bias);
        var ringed = bias.view(1, -1, 1, 1).repeat(inner.shape[0], 1, inner.shape[2] + 2, inner.shape[3] + 2);
        ringed.narrow(2, 1, inner.shape[2]).narrow(3, 1, inner.shape[3]).copy_(inner);
        return ringed;
    }

    private static IEnumerable<(string Name, Tensor Tensor)> Block(string key, int input, int output)
    {
        yield return Random($"{key}.conv3x3.weight", output, input, 3, 3);
        yield return Random($"{key}.conv3x3.bias", output);
        yield return Random($"{key}.conv1x1_3x3.k0", 2 * output, input, 1, 1);
        yield return Random($"{key}.conv1x1_3x3.b0", 2 * output);
        yield return Random($"{key}.conv1x1_3x3.k1", output, 2 * output, 3, 3);
        yield return Random($"{key}.conv1x1_3x3.b1", output);
        foreach (var (branch, mask) in new[] { ("conv1x1_sbx", SobelX), ("conv1x1_sby", SobelY), ("conv1x1_lpl", Laplace) })
        {
            yield return Random($"{key}.{branch}.k0", output, input, 1, 1);
            yield return Random($"{key}.{branch}.b0", output);
            yield return Random($"{key}.{branch}.scale", output, 1, 1, 1);
            yield return Random($"{key}.{branch}.bias", output);
            yield return ($"{key}.{branch}.mask", tensor(mask, [1, 1, 3, 3], ScalarType.Float32).repeat(output, 1, 1, 1));
        }
    }

    private static (string Name, Tensor Tensor) Random(string name, params long[] shape) => (name, RandomWeights.Draw(name, shape));
}
