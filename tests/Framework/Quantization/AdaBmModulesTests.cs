using System.Text.Json.Nodes;
using Research.Framework.Quantization;
using Research.Framework.Runtime;
using Research.Framework.Weights;
using TorchSharp;

namespace Research.Tests.Framework.Quantization;

/// <summary>Against AdaBM's released quantized convolution, run in float64: 6 -> 5 channels, 3x3, three samples of different bits.</summary>
[Trait("tier", "unit")]
public sealed class AdaBmModulesTests : IDisposable
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "golden");
    private static readonly JsonNode Golden = JsonNode.Parse(File.ReadAllText(Path.Combine(Folder, "adabm_modules.json")))!;

    private readonly StateDict _tensors = Safetensors.Read(Path.Combine(Folder, "adabm_modules.safetensors"));
    private readonly DisposeScope _scope = torch.NewDisposeScope();

    public static TheoryData<int> Cases => [.. Enumerable.Range(0, Golden["cases"]!.AsArray().Count)];

    public void Dispose()
    {
        _scope.Dispose();
        _tensors.Dispose();
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void AQuantizedConvolution_HasItsOutputAndGradients(int i)
    {
        var golden = Case(i);
        var (x, weight, bias) = (Leaf(i, "x"), Leaf(i, "weight"), Leaf(i, "bias"));
        var (low, high, limit) = (Leaf(golden, "lower_a"), Leaf(golden, "upper_a"), Leaf(golden, "upper_w_omse"));
        var measure = Number(golden["measure_layer"]!);
        var bits = torch.tensor(Numbers(golden["bits"]!), torch.float64).requires_grad_();
        Assert.Equal(
            golden["bit_img"]!.AsArray().Select(bit => Number(golden["a_bits_base"]!) + Math.Round(Math.Clamp(measure, -1, 1), MidpointRounding.ToEven) + Number(bit!)),
            Numbers(golden["bits"]!));

        var y = torch.nn.functional.conv2d(
            LearnedRanges.Interval(x, low, high, bits),
            LearnedRanges.Symmetric(weight, limit, (int)Number(golden["w_bits"]!)),
            bias,
            padding: [1, 1]);
        var loss = (y * Tensor(i, "grad_out")).sum() + (bits * torch.tensor(Numbers(golden["grad_bit"]!), torch.float64)).sum();
        loss.backward();

        AssertClose(Tensor(i, "out"), y);
        AssertClose(Tensor(i, "grad_x"), x.grad!);
        AssertClose(Tensor(i, "grad_weight"), weight.grad!);
        AssertClose(Tensor(i, "grad_bias"), bias.grad!);
        AssertClose(golden["grad_lower_a"]!, low.grad!);
        AssertClose(golden["grad_upper_a"]!, high.grad!);
        AssertClose(golden["grad_upper_w"]!, limit.grad!);
        AssertClose(golden["grad_bit_img"]!, bits.grad!);
        AssertClose(golden["grad_measure_layer"]!, bits.grad!.sum().mul(Scalars.Of(1 - Math.Pow(Math.Tanh(measure), 2)))); // The layer's bits go back through tanh.
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void TheSearchOfTheWeightsLimit_FindsItsStep(int i)
    {
        var (golden, weight) = (Case(i), Tensor(i, "weight"));
        var found = RangeSearch.Symmetric(weight, (int)Number(golden["w_bits"]!));
        Assert.Equal((int)Number(golden["omse_best_i"]!), found.Step);
        Assert.Equal(Number(golden["upper_w_omse"]!), found.Limit, 1e-7); // The limit is kept in float32 there.
        Assert.Equal(Numbers(golden["omse_scores"]!).Min(), found.Error, 1e-10);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void TheSearchOfTheActivationsRange_FindsItsStep(int i)
    {
        var (golden, x) = (Case(i)["bac"]!, Tensor(i, "x"));
        var start = new ValueRange(Number(golden["lower0"]!), Number(golden["upper0"]!));
        Assert.Equal(start, ValueRange.Of(x));
        foreach (var values in new[] { x, x.to_type(torch.ScalarType.Float32) })
        {
            var found = RangeSearch.Interval(values, start, (int)Number(golden["bits_used"]!));
            Assert.Equal((int)Number(golden["best_i"]!), found.Step);
            Assert.Equal(Numbers(golden["scores"]!).Min(), found.Error, 1e-5 * found.Error);
            Assert.Equal(Number(golden["lower_after"]!), 0.5 * (start.Low + found.Range.Low), 1e-5); // Half old, half new.
            Assert.Equal(Number(golden["upper_after"]!), 0.5 * (start.High + found.Range.High), 1e-5);
        }
    }

    [Theory]
    [InlineData(100, "minmax_ema")]
    [InlineData(99, "percentile_ema_lower_upper_upperw")]
    public void Ema_FollowsItsBatches(double percent, string key)
    {
        var estimator = new EmaRange(0.9, percent);
        foreach (var (i, expected) in Golden[key]!.AsArray().Index())
        {
            estimator.Observe(_tensors.Tensors[$"ema.x{i}"]);
            Assert.Equal(Number(expected![0]!), estimator.Estimate(8).Low, 1e-5);
            Assert.Equal(Number(expected[1]!), estimator.Estimate(8).High, 1e-5);
        }
    }

    /// <summary>AdaBM's percentile start of a weight's limit is the 99 % quantile of the signed weights.</summary>
    [Fact]
    public void AQuantile_IsItsWeightsLimit() => Assert.Equal(
        Number(Golden["percentile_ema_lower_upper_upperw"]![0]![2]!),
        ValueRange.Of(_tensors.Tensors["percentile.weight"], 99).High,
        1e-7);

    [Fact]
    public void TheSearchesStart_CanBeTheLargestMagnitude()
    {
        var weight = torch.tensor([-2.0, 0.1, 0.4, 1]);
        Assert.InRange(RangeSearch.Symmetric(weight, 8).Limit, 0.5, 1);
        Assert.InRange(RangeSearch.Symmetric(weight, 8, LimitStart.LargestMagnitude).Limit, 1.9, 2);
    }

    private static JsonNode Case(int i) => Golden["cases"]![i]!;

    private static double Number(JsonNode node) => node.GetValue<double>();

    private static double[] Numbers(JsonNode node) => node is JsonArray array ? [.. array.Select(value => value!.GetValue<double>())] : [Number(node)];

    private torch.Tensor Tensor(int i, string name) => _tensors.Tensors[$"case{i}.{name}"].to_type(torch.ScalarType.Float64);

    private torch.Tensor Leaf(int i, string name) => Tensor(i, name).clone().requires_grad_();

    private static torch.Tensor Leaf(JsonNode golden, string name) => torch.tensor(Number(golden[name]!), torch.float64).requires_grad_();

    private static void AssertClose(torch.Tensor expected, torch.Tensor actual) =>
        Assert.InRange((expected - actual).abs().max().item<double>(), 0, 1e-9 * Math.Max(1, expected.abs().max().item<double>()));

    private static void AssertClose(JsonNode expected, torch.Tensor actual) => AssertClose(torch.tensor(Numbers(expected), torch.float64), actual.detach().view(-1));
}
