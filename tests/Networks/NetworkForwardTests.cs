using Research.Framework.Graph;
using TorchSharp;

namespace Research.Tests.Networks;

/// <summary>What must hold for the forward pass of every network, whatever its weights.</summary>
[Trait("tier", "unit")]
public sealed class NetworkForwardTests
{
    public static TheoryData<int, string> Forms => [.. NetworkForm.All.Select((form, index) => (index, form.Network.ToString()))];

    [Fact]
    public void Every_registered_network_is_among_the_forms() =>
        Assert.Equal(KnownNetwork.AllIds.Order(StringComparer.Ordinal), NetworkForm.All.Select(form => form.Network.Id).Distinct().Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Forms))]
    public void Taps_are_named_and_shaped_alike(int index, string form)
    {
        using var scope = torch.NewDisposeScope();
        var (network, expected) = Network(index);
        var pass = new GraphPass { WantedTaps = [.. network.Graph.Taps.Keys] };
        using (torch.no_grad())
        {
            network.Run(RandomWeights.Image(2, network.Graph.ImageChannels, 6, 5), pass);
        }

        var taps = pass.Taps.ToDictionary(tap => tap.Key, tap => tap.Value.shape);
        Assert.True(taps.Remove("head", out var head), form);
        Assert.Equal([2, expected.Head, 6, 5], head);
        Assert.True(taps.Remove("body", out var body), form);
        Assert.Equal([2, expected.Body, 6, 5], body);
        Assert.True(taps.Remove("output", out var output), form);
        Assert.Equal([2, network.Graph.ImageChannels, 6 * network.Graph.Scale, 5 * network.Graph.Scale], output);
        for (var i = 0; i < expected.Blocks; i++)
        {
            Assert.True(taps.Remove($"block[{i}].output", out _), $"{form}: block {i}");
            Assert.Equal(expected.Residual > 0, taps.Remove($"block[{i}].residual", out var residual));
            Assert.Equal(expected.Residual, residual?[1] ?? 0);
        }

        Assert.DoesNotContain(taps.Keys, name => name.EndsWith(".output", StringComparison.Ordinal) && name.StartsWith("block", StringComparison.Ordinal));
        Assert.Equal(Enumerable.Range(0, expected.Blocks), network.Graph.Sites.Select(site => site.Block).OfType<int>().Distinct().Order());
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void Gradients_reach_every_parameter(int index, string form)
    {
        using var scope = torch.NewDisposeScope();
        var (network, _) = Network(index);
        network.Run(RandomWeights.Image(1, network.Graph.ImageChannels, 8, 8), new GraphPass()).mean().backward();
        foreach (var (name, parameter) in network.named_parameters())
        {
            Assert.True(parameter.grad is not null, $"{form}: {name} has no gradient");
            Assert.True(parameter.grad.isfinite().all().item<bool>(), $"{form}: the gradient of {name} is not finite");
            Assert.True(parameter.grad.count_nonzero().item<long>() > 0, $"{form}: the gradient of {name} is zero");
        }
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void Evaluation_in_place_changes_nothing(int index, string form)
    {
        using var scope = torch.NewDisposeScope();
        var (network, _) = Network(index);
        var lr = RandomWeights.Image(1, network.Graph.ImageChannels, 9, 7);
        var before = lr.clone();
        var expected = network.Run(lr, new GraphPass()).detach();

        var tapped = new GraphPass { WantedTaps = [.. network.Graph.Taps.Keys] };
        using (torch.no_grad())
        {
            Assert.True(Same(expected, network.Run(lr, new GraphPass())), form);
            Assert.True(Same(expected, network.Run(lr, tapped)), form);
        }

        // Taps are values of the forward pass: nobody has written over them.
        var reference = new GraphPass { WantedTaps = tapped.WantedTaps };
        network.Run(lr, reference);
        Assert.All(tapped.Taps, tap => Assert.True(Same(tap.Value, reference.Taps[tap.Key]), $"{form}: {tap.Key}"));
        Assert.True(Same(lr, before), form);
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void Any_size_goes_through(int index, string form)
    {
        using var scope = torch.NewDisposeScope();
        using var noGradient = torch.no_grad();
        var (network, _) = Network(index);
        foreach (var (height, width) in new[] { (1, 7), (7, 1), (3, 11) })
        {
            var y = network.Run(RandomWeights.Image(1, network.Graph.ImageChannels, height, width), new GraphPass());
            Assert.Equal([1, network.Graph.ImageChannels, height * network.Graph.Scale, width * network.Graph.Scale], y.shape);
            Assert.True(y.isfinite().all().item<bool>(), form);
        }
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void A_batch_is_its_images_one_by_one(int index, string form)
    {
        using var scope = torch.NewDisposeScope();
        using var noGradient = torch.no_grad();
        var (network, _) = Network(index);
        var pair = RandomWeights.Image(2, network.Graph.ImageChannels, 6, 9);
        var together = network.Run(pair, new GraphPass());
        for (var n = 0; n < 2; n++)
        {
            var alone = network.Run(pair.narrow(0, n, 1), new GraphPass());
            var difference = ((alone - together.narrow(0, n, 1)).abs().max() / alone.abs().max()).item<float>();
            Assert.True(difference <= 1e-5, $"{form}: image {n} differs by {difference} of its largest output");
        }
    }

    private static bool Same(torch.Tensor a, torch.Tensor b) => a.eq(b).all().item<bool>();

    private static (SrNetwork Network, NetworkForm Expected) Network(int index)
    {
        var form = NetworkForm.All[index];
        var network = RandomWeights.Fill(form.Network.Build());
        return (network, form);
    }
}
