using Research.Framework.Runtime;
using Research.Methods.Cadyq;
using TorchSharp;

namespace Research.Tests.Methods.Cadyq;

[Trait("tier", "unit")]
public sealed class SelectorTests
{
    private static readonly int[] Candidates = [4, 6, 8];

    [Fact]
    public void AtTheStart_TheLargestCandidateWins()
    {
        using var scope = torch.NewDisposeScope();
        var decision = Create(10).Choose(torch.rand(4, 10, torch.float64).mul(Scalars.Of(100)));
        Assert.Equal([8, 8, 8, 8], decision.PerSample);
        var p = decision.Probabilities!.select(0, 2).data<double>().ToArray();
        Assert.Equal(0.2119, p[0], 5e-5);
        Assert.Equal(0.2119, p[1], 5e-5);
        Assert.Equal(0.5761, p[2], 5e-5);
        Assert.Equal(6.7284, p.Zip(Candidates, (share, bits) => share * bits).Sum(), 5e-5);
    }

    [Theory]
    [InlineData(0, 0, 0, 4)]
    [InlineData(0, 2, 2, 6)]
    [InlineData(1, 2, 1, 6)]
    [InlineData(-1, -2, -1, 4)]
    public void OfSeveralLargest_TheFirstWins(double first, double second, double third, int bits)
    {
        using var scope = torch.NewDisposeScope();
        var selector = Create(1);
        Set(selector, torch.zeros(3, 1, torch.float64), torch.tensor([first, second, third]));
        Assert.Equal([bits], selector.Choose(torch.ones(1, 1, torch.float64)).PerSample);
    }

    /// <remarks>dS/dz_k = p_k (b_k - S), so dS/dW_ki = p_k (b_k - S) e_i, and dS/db_k = p_k (b_k - S).</remarks>
    [Fact]
    public void Bits_AreTheSelectedOnesForward_AndTheExpectedOnesBackward()
    {
        using var scope = torch.NewDisposeScope();
        double[] weights = [0.3, -0.2, 0.1, 0.4, -0.5, 0.2], biases = [0.1, 0, -0.1], e = [1.5, -0.7];
        var selector = Create(2);
        Set(selector, torch.tensor(weights, [3, 2]), torch.tensor(biases));
        var decision = selector.Choose(torch.tensor(e, [1, 2]));
        decision.Differentiable!.sum().backward();

        var z = Enumerable.Range(0, 3).Select(k => (weights[2 * k] * e[0]) + (weights[(2 * k) + 1] * e[1]) + biases[k]).ToArray();
        var p = z.Select(value => Math.Exp(value) / z.Sum(Math.Exp)).ToArray();
        var expected = p.Zip(Candidates, (share, bits) => share * bits).Sum();
        var slopes = p.Zip(Candidates, (share, bits) => share * (bits - expected)).ToArray();
        Assert.Equal([Candidates[Array.IndexOf(z, z.Max())]], decision.PerSample);
        Assert.Equal(decision.PerSample[0], decision.Differentiable!.item<double>(), 1e-12);
        AssertClose(p, decision.Probabilities!);
        AssertClose(slopes, selector.Bias.grad!);
        AssertClose([.. slopes.SelectMany(slope => e.Select(input => slope * input))], selector.Weight.grad!);
    }

    [Fact]
    public void WithoutGradients_ItChoosesAlike_AndGivesBitsAlone()
    {
        using var scope = torch.NewDisposeScope();
        using var generator = new torch.Generator(1);
        var selector = Create(6);
        Set(selector, torch.randn([3, 6], torch.float64, generator: generator), torch.zeros(3, torch.float64));
        var e = torch.randn([40, 6], torch.float64, generator: generator);
        var training = selector.Choose(e);
        using var mode = torch.no_grad();
        var evaluation = selector.Choose(e);
        Assert.Equal(training.PerSample, evaluation.PerSample);
        Assert.Equal(3, evaluation.PerSample.Distinct().Count());
        Assert.Null(evaluation.Probabilities);
        Assert.Null(evaluation.Differentiable);
    }

    private static Selector Create(int inputs) => new([.. Candidates], inputs, torch.float64);

    private static void Set(Selector selector, torch.Tensor weight, torch.Tensor bias)
    {
        using var mode = torch.no_grad();
        selector.Weight.copy_(weight);
        selector.Bias.copy_(bias);
    }

    private static void AssertClose(double[] expected, torch.Tensor actual) =>
        Assert.All(expected.Zip(actual.contiguous().data<double>().ToArray()), pair => Assert.Equal(pair.First, pair.Second, 1e-12));
}
