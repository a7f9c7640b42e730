using Research.Framework.Runtime;
using Research.Framework.Weights;
using TorchSharp;

namespace Research.Tests.Framework.Weights;

[Trait("tier", "unit")]
public sealed class WeightsLoaderTests
{
    private static readonly TensorSpec[] Declared =
    [
        new("head.0.weight", [2, 3]),
        new("body.0.body.0.weight", [2, 2]),
        new("body.0.body.2.weight", [2, 2]),
        new("sub_mean.bias", [3], Optional: true),
    ];

    private static readonly NamingScheme Canonical = new("EDSR-PyTorch") { Present = ["body.{i}.body.0.weight"] };

    private static readonly NamingScheme Renamed = new("BasicSR")
    {
        Present = ["conv_first.weight"],
        Absent = ["conv_hr.weight"],
        Rules = [new("conv_first", "head.0"), new("body.{i}.conv1", "body.{i}.body.0"), new("body.{i}.conv2", "body.{i}.body.2")],
        Ignore = ["quantizer.*"],
    };

    private static readonly NamingScheme[] Schemes = [Canonical, Renamed];

    [Theory]
    [InlineData("", "head.0.weight", "body.0.body.0.weight", "body.0.body.2.weight", "EDSR-PyTorch")]
    [InlineData("", "conv_first.weight", "body.0.conv1.weight", "body.0.conv2.weight", "BasicSR")]
    [InlineData("module.", "conv_first.weight", "body.0.conv1.weight", "body.0.conv2.weight", "BasicSR")]
    public void A_known_naming_scheme_is_recognised(string prefix, string head, string first, string second, string scheme)
    {
        using var file = File((prefix + second, torch.ones(2, 2)), (prefix + head, torch.zeros(2, 3)), (prefix + first, torch.zeros(2, 2)));
        using var loaded = WeightsLoader.Match(file, Declared, Schemes, []);

        Assert.Equal(scheme, loaded.Scheme);
        Assert.Equal(["head.0.weight", "body.0.body.0.weight", "body.0.body.2.weight"], loaded.Tensors.Keys);
        Assert.Equal(4f, loaded.Tensors["body.0.body.2.weight"].sum().item<float>());
        Assert.Equal(prefix.Length > 0, loaded.Notes.Any(note => note.Contains("'module.'", StringComparison.Ordinal)));
    }

    [Fact]
    public void All_that_does_not_fit_is_listed_at_once()
    {
        using var file = File(("conv_first.weight", torch.zeros(3, 2)), ("body.0.conv1.weight", torch.zeros(2, 2)), ("extra.bias", torch.zeros(1)));
        var message = Refused(file);
        Assert.Contains("By the naming scheme BasicSR", message, StringComparison.Ordinal);
        Assert.Contains("1 missing: body.0.body.2.weight", message, StringComparison.Ordinal);
        Assert.Contains("1 unexpected: extra.bias", message, StringComparison.Ordinal);
        Assert.Contains("1 of another shape: head.0.weight [3, 2] instead of [2, 3]", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_slope_of_one_is_not_broadcast()
    {
        using var file = File(("act.weight", torch.zeros(1)));
        var error = Assert.Throws<ResearchException>(() => WeightsLoader.Match(file, [new("act.weight", [64])], [new NamingScheme("any")], []));
        Assert.Contains("[1] instead of [64]", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_that_is_filled_twice_is_refused()
    {
        using var file = File(("conv_first.weight", torch.zeros(2, 3)), ("head.0.weight", torch.zeros(2, 3)), ("body.0.conv1.weight", torch.zeros(2, 2)), ("body.0.conv2.weight", torch.zeros(2, 2)));
        Assert.Contains("filled twice: head.0.weight (from 'conv_first.weight' and 'head.0.weight')", Refused(file), StringComparison.Ordinal);
    }

    [Fact]
    public void Names_of_no_scheme_give_the_nearest()
    {
        using var file = File(("conv_first.weight", torch.zeros(2, 3)), ("conv_hr.weight", torch.zeros(2, 2)));
        var message = Refused(file);
        Assert.Contains("none of the known schemes (EDSR-PyTorch, BasicSR)", message, StringComparison.Ordinal);
        Assert.Contains("Nearest: BasicSR", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_of_two_schemes_are_not_guessed_at()
    {
        using var file = File(("conv_first.weight", torch.zeros(2, 3)), ("body.0.body.0.weight", torch.zeros(2, 2)));
        Assert.Contains("several schemes at once (EDSR-PyTorch, BasicSR)", Refused(file), StringComparison.Ordinal);
    }

    [Fact]
    public void Only_what_is_on_a_list_may_be_left_over()
    {
        (string, torch.Tensor)[] complete = [("conv_first.weight", torch.zeros(2, 3)), ("body.0.conv1.weight", torch.zeros(2, 2)), ("body.0.conv2.weight", torch.zeros(2, 2))];
        using var file = File([.. complete, ("quantizer.alpha", torch.zeros(1)), ("up.up3.weight", torch.zeros(1)), ("body.1.num_batches_tracked", torch.tensor(1L))]);
        using var loaded = WeightsLoader.Match(file, Declared, Schemes, ["up.up{s}.*"]);
        Assert.Contains(loaded.Notes, note => note.StartsWith("3 tensors were not used", StringComparison.Ordinal));
        Assert.Contains("1 unexpected: up.up3.weight", Assert.Throws<ResearchException>(() => WeightsLoader.Match(file, Declared, Schemes, ["up.upx.*"])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_declared_tensor_is_never_ignored()
    {
        using var file = File(("up.up2.weight", torch.zeros(1)), ("up.up3.weight", torch.zeros(1)));
        using var loaded = WeightsLoader.Match(file, [new("up.up2.weight", [1])], [new NamingScheme("any")], ["up.*"]);
        Assert.Equal(["up.up2.weight"], loaded.Tensors.Keys);
    }

    [Theory]
    [InlineData(torch.ScalarType.Float64)]
    [InlineData(torch.ScalarType.Float16)]
    [InlineData(torch.ScalarType.BFloat16)]
    public void Other_floats_become_float32_and_are_noted(torch.ScalarType type)
    {
        using var file = File(("a", torch.tensor(new[] { 0.5f, -2f }).to_type(type)));
        using var loaded = WeightsLoader.Match(file, [new("a", [2])], [new NamingScheme("any")], []);
        Assert.Equal([0.5f, -2f], loaded.Tensors["a"].data<float>().ToArray());
        Assert.Equal([$"1 tensors were converted from {type} to float32"], loaded.Notes);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(1e300)]
    public void What_is_not_finite_in_float32_is_refused(double value)
    {
        using var file = File(("a", torch.tensor(new[] { value })));
        var error = Assert.Throws<ResearchException>(() => WeightsLoader.Match(file, [new("a", [1])], [new NamingScheme("any")], []));
        Assert.Contains("'a' holds values that are not finite", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Integers_are_no_weights()
    {
        using var file = File(("a", torch.tensor(new[] { 1L })));
        Assert.Contains("'a' is Int64", Assert.Throws<ResearchException>(() => WeightsLoader.Match(file, [new("a", [1])], [new NamingScheme("any")], [])).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(-1, 1, 255, 255, null)]
    [InlineData(-1, 1, 255, 1, "'sub_mean.bias' says that pixels go from 0 to (255, 255, 255), by channel; the network was asked for with pixel range 1")]
    [InlineData(1, 1, 255, 255, "'sub_mean.bias' says that pixels go from 0 to (-255, -255, -255)")]
    [InlineData(-1, 2, 1, 1, "'sub_mean.weight' is not the 3x3 identity")]
    public void The_mean_shift_must_be_the_one_that_is_assumed(int sign, int scale, double stored, double assumed, string? reason)
    {
        using var scope = torch.NewDisposeScope();
        var bias = torch.tensor(new[] { 0.4488, 0.4371, 0.4040 }).mul(Scalars.Of(sign * stored));
        using var file = File(("sub_mean.bias", bias.to_type(torch.ScalarType.Float32)), ("sub_mean.weight", torch.eye(3).mul(Scalars.Of(scale)).reshape(3, 3, 1, 1)));
        TensorSpec[] declared = [new("sub_mean.weight", [3, 3, 1, 1]), new("sub_mean.bias", [3])];
        LoadedWeights Load() => WeightsLoader.Match(file, declared, [new NamingScheme("any")], [], new MeanShift("sub_mean", "add_mean", assumed));

        if (reason is null)
        {
            Load().Dispose();
        }
        else
        {
            Assert.Contains(reason, Assert.Throws<ResearchException>(Load).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Loaded_weights_outlive_file_and_scope()
    {
        LoadedWeights loaded;
        using (torch.NewDisposeScope())
        using (var file = File(("a", torch.tensor(new[] { 3f }).DetachFromDisposeScope())))
        {
            loaded = WeightsLoader.Match(file, [new("a", [1])], [new NamingScheme("any")], []);
        }

        Assert.Equal(3f, loaded.Tensors["a"].item<float>());
        loaded.Dispose();
    }

    private static string Refused(StateDict file) => Assert.Throws<ResearchException>(() => WeightsLoader.Match(file, Declared, Schemes, [])).Message;

    private static StateDict File(params (string Name, torch.Tensor Tensor)[] tensors)
    {
        var dictionary = new OrderedDictionary<string, torch.Tensor>(StringComparer.Ordinal);
        foreach (var (name, tensor) in tensors)
        {
            dictionary.Add(name, tensor);
        }

        return new StateDict("made.pth", new string('a', 64), WeightsContainer.TorchLegacy, dictionary);
    }
}
