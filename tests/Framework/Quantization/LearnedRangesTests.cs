using System.Text.Json.Nodes;
using Research.Framework.Quantization;
using Research.Framework.Runtime;
using TorchSharp;

namespace Research.Tests.Framework.Quantization;

/// <summary>Against closed-form vectors in float64, and PAMS' table.</summary>
[Trait("tier", "unit")]
public sealed class LearnedRangesTests
{
    private static readonly JsonNode Golden = JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "golden", "adabm_dfsq_golden_vectors.json")))!;

    [Fact]
    public void Interval_HasAdaBmsValuesAndGradients()
    {
        using var scope = torch.NewDisposeScope();
        var golden = Golden["adabm_activation_quantizer"]!;
        foreach (var vector in golden["cases"]!.AsArray().OfType<JsonNode>())
        {
            var (x, low, high, bits) = (Leaf(golden["x"]!, [1, 1, 3, 4]), Leaf(golden["lower"]!), Leaf(golden["upper"]!), Leaf(vector["bits"]!));
            var y = LearnedRanges.Interval(x, low, high, bits);
            y.backward([Numbers(vector["upstream"]!, [1, 1, 3, 4])]);
            AssertClose(vector["y"]!, y);
            AssertClose(vector["grad_x"]!, x.grad!);
            AssertClose(vector["grad_lower"]!, low.grad!);
            AssertClose(vector["grad_upper"]!, high.grad!);
            AssertClose(vector["grad_bits"]!, bits.grad!);
        }
    }

    [Fact]
    public void Symmetric_HasAdaBmsValuesAndGradients()
    {
        using var scope = torch.NewDisposeScope();
        var golden = Golden["adabm_weight_quantizer"]!;
        foreach (var vector in golden["cases"]!.AsArray().OfType<JsonNode>())
        {
            var (weight, limit) = (Leaf(golden["w"]!), Leaf(golden["U"]!));
            var y = LearnedRanges.Symmetric(weight, limit, vector["bits"]!.GetValue<int>());
            y.backward([torch.arange(Scalars.Of(1), Scalars.Of(13), dtype: torch.float64).div(Scalars.Of(12))]);
            AssertClose(vector["y"]!, y);
            AssertClose(vector["grad_w"]!, weight.grad!);
            AssertClose(vector["grad_U"]!, limit.grad!);
        }
    }

    /// <summary>alpha = 10, x = -12, -3.2, 0, 0.4, 1, 5, 9.99, 30 at 4 bits.</summary>
    [Fact]
    public void Pams_HasItsValuesAndGradients()
    {
        using var scope = torch.NewDisposeScope();
        double[] values = [-12, -3.2, 0, 0.4, 1, 5, 9.99, 30];
        double[] expected = [-10, -2.857143, 0, 0, 1.428571, 5.714286, 10, 10];
        double[] slopes = [-1, 0.034286, 0, -0.04, 0.042857, 0.071429, 0.001, 1];
        for (var i = 0; i < values.Length; i++)
        {
            var (x, alpha) = (torch.tensor([values[i]], requires_grad: true), torch.tensor([10.0], requires_grad: true));
            var y = LearnedRanges.Pams(x, alpha, 4);
            y.backward();
            Assert.Equal(expected[i], y.item<double>(), 1e-6);
            Assert.Equal(slopes[i], alpha.grad!.item<double>(), 1e-6);
            Assert.Equal(Math.Abs(values[i]) < 10 ? 1 : 0, x.grad!.item<double>(), 1e-12);
        }
    }

    /// <summary>The same at 6 and 8 bits.</summary>
    [Theory]
    [InlineData(6, new[] { -10, -3.225806, 0, 0.322581, 0.967742, 5.161290, 10, 10 })]
    [InlineData(8, new[] { -10, -3.228346, 0, 0.393701, 1.023622, 5.039370, 10, 10 })]
    public void Pams_HasItsValuesAtOtherBits(int bits, double[] expected)
    {
        using var scope = torch.NewDisposeScope();
        var y = LearnedRanges.Pams(torch.tensor([-12, -3.2, 0, 0.4, 1, 5, 9.99, 30]), torch.tensor([10.0]), bits);
        Assert.Equal(expected, y.data<double>().ToArray(), (a, b) => Math.Abs(a - b) < 1e-6);
    }

    [Fact]
    public void PamsWeight_HasItsValues_AndPassesGradientsThrough()
    {
        using var scope = torch.NewDisposeScope();
        var weight = torch.tensor([0.5, -0.25, 0.1, -0.013]).requires_grad_();
        var y = LearnedRanges.PamsWeight(weight, 8);
        y.backward([torch.tensor([1.0, 2, 3, 4])]);
        Assert.Equal([0.5, -0.2480315, 0.0984252, -0.0118110], y.detach().data<double>().ToArray(), (a, b) => Math.Abs(a - b) < 1e-6);
        Assert.Equal([1.0, 2, 3, 4], weight.grad!.data<double>().ToArray());
    }

    private static torch.Tensor Numbers(JsonNode node, params long[] shape) =>
        torch.tensor(node is JsonArray array ? [.. array.Select(value => value!.GetValue<double>())] : new[] { node.GetValue<double>() }, torch.float64) is var tensor && shape.Length > 0 ? tensor.view(shape) : tensor;

    private static torch.Tensor Leaf(JsonNode node, params long[] shape) => Numbers(node, shape).requires_grad_();

    private static void AssertClose(JsonNode expected, torch.Tensor actual) =>
        Assert.Equal(Numbers(expected).data<double>().ToArray(), actual.detach().contiguous().view(-1).data<double>().ToArray(), (a, b) => Math.Abs(a - b) < 1e-12);
}
