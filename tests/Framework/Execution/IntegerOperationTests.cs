using Research.Framework.Execution;
using Research.Framework.Graph;
using Research.Framework.Graph.Operations;
using Research.Framework.Quantization;
using Research.Framework.Runtime;
using TorchSharp;

namespace Research.Tests.Framework.Execution;

/// <summary>Each operation of the executor, in both of its forms, against plain loops.</summary>
[Trait("tier", "unit")]
public sealed class IntegerOperationTests
{
    private const int Height = 6;
    private const int Width = 5;

    private static readonly ValueRange Range = new(-0.9, 1.3);
    private static readonly CodeGrid Grid = CodeGrid.Of(Range);

    public static TheoryData<string> Cases => [.. Table.Keys];

    /// <summary>By name: a network on three channels at scale 1 or 2, and its output in plain loops. All tensors but fixed ones have the same range.</summary>
    private static Dictionary<string, (int Scale, Func<NetworkBuilder, Value> Build, Func<PlainCodes, Func<string, double[]>, PlainCodes> Expected)> Table { get; } = new(StringComparer.Ordinal)
    {
        ["convolution"] = (1, b => b.Conv("a", b.Input, 3, 3, Role.Body), (x, w) => x.Convolve(w("a.weight"), w("a.bias"), 3, 1, Grid)),
        ["no bias"] = (1, b => b.Conv("a", b.Input, 3, 5, Role.Body, bias: false), (x, w) => x.Convolve(w("a.weight"), new double[3], 5, 1, Grid)),
        ["groups"] = (1, b => b.Conv("a", b.Input, 3, 3, Role.Body, groups: 3), (x, w) => x.Convolve(w("a.weight"), w("a.bias"), 3, 3, Grid)),
        ["relu within"] = (1, b => b.Relu(b.Conv("a", b.Input, 3, 3, Role.Body)), (x, w) => x.Convolve(w("a.weight"), w("a.bias"), 3, 1, Grid, relu: true)),
        ["two convolutions"] = (1, b => b.Conv("b", b.Relu(b.Conv("a", b.Input, 20, 3, Role.Body)), 3, 1, Role.Body), (x, w) =>
            x.Convolve(w("a.weight"), w("a.bias"), 3, 1, Grid, relu: true).Convolve(w("b.weight"), w("b.bias"), 1, 1, Grid)),
        ["constants within"] = (1, b => b.Offset(b.Scale(b.Conv("a", b.Input, 3, 3, Role.Body), -0.5), 0.2), (x, w) =>
            x.Convolve(Array.ConvertAll(w("a.weight"), v => v * -0.5), Array.ConvertAll(w("a.bias"), v => (v * -0.5) + 0.2), 3, 1, Grid)),
        ["normalisation within"] = (1, b => b.BatchNorm("n", b.Conv("a", b.Input, 3, 1, Role.Body)), (x, w) =>
        {
            double Gain(int c) => w("n.weight")[c] / Math.Sqrt(Math.Abs(w("n.running_var")[c]) + 1e-5);
            return x.Convolve([.. w("a.weight").Select((v, i) => v * Gain(i / 3))], [.. w("a.bias").Select((v, c) => (v * Gain(c)) + (w("n.bias")[c] - (w("n.running_mean")[c] * Gain(c))))], 1, 1, Grid);
        }),
        ["transposed convolution"] = (2, b => b.Deconv("a", b.Input, 3, 5, 2, 2, 1, Role.Tail), (x, w) => x.Deconvolve(w("a.weight"), w("a.bias"), 5, 2, 2, Grid)),
        ["addition"] = (1, b => b.Add("sum", b.Conv("a", b.Input, 3, 3, Role.Body), b.Input), (x, w) => x.Convolve(w("a.weight"), w("a.bias"), 3, 1, Grid).Add(x, Grid)),
        ["addition, constants within"] = (1, b => b.Relu(b.Offset(b.Scale(b.Add("sum", b.Conv("a", b.Input, 3, 1, Role.Body), b.Input), -1), 1)), (x, w) =>
        {
            var a = x.Convolve(w("a.weight"), w("a.bias"), 1, 1, Grid);
            return a with { Q = [.. a.Q.Zip(x.Q, (p, q) => (int)Math.Clamp(Grid.ZeroPoint + Math.Round(((-1 * (((p - Grid.ZeroPoint) * Grid.Scale) + ((q + 128) / 255.0))) + 1) / Grid.Scale, MidpointRounding.AwayFromZero), Grid.ZeroPoint, 127))] };
        }),
        ["product"] = (1, b => b.Multiply("gated", b.Conv("a", b.Input, 3, 3, Role.Body), b.Input), (x, w) => x.Convolve(w("a.weight"), w("a.bias"), 3, 1, Grid).Multiply(x, Grid)),
        ["concatenation"] = (1, b => b.Conv("c", b.Concat("joined", b.Tanh(b.Input), b.Conv("a", b.Input, 2, 1, Role.Body)), 3, 1, Role.Body), (x, w) =>
            x.Apply(new CodeGrid(1.0 / 128, 0), (v, _) => Math.Tanh(v)).Apply(Grid, (v, _) => v).Concat(x.Convolve(w("a.weight"), w("a.bias"), 1, 1, Grid)).Convolve(w("c.weight"), w("c.bias"), 1, 1, Grid)),
        ["prelu"] = (1, b => b.PRelu("p", b.Conv("a", b.Input, 3, 1, Role.Body), perChannel: true), (x, w) =>
            x.Convolve(w("a.weight"), w("a.bias"), 1, 1, Grid).Apply(Grid, (v, c) => v >= 0 ? v : v * w("p.weight")[c])),
        ["one slope"] = (1, b => b.PRelu("p", b.Conv("a", b.Input, 3, 1, Role.Body), perChannel: false), (x, w) =>
            x.Convolve(w("a.weight"), w("a.bias"), 1, 1, Grid).Apply(Grid, (v, _) => v >= 0 ? v : v * w("p.weight")[0])),
        ["leaky relu"] = (1, b => b.LeakyRelu(b.Offset(b.Input, -0.4), 0.1), (x, _) => x.Apply(Grid, (v, _) => v - 0.4).Apply(Grid, (v, _) => v >= 0 ? v : 0.1 * v)),
        ["tanh"] = (1, b => b.Tanh(b.Input), (x, _) => x.Apply(new CodeGrid(1.0 / 128, 0), (v, _) => Math.Tanh(v))),
        ["sigmoid"] = (1, b => b.Sigmoid(b.Offset(b.Input, -0.5)), (x, _) => x.Apply(Grid, (v, _) => v - 0.5).Apply(new CodeGrid(1.0 / 256, -128), (v, _) => 1 / (1 + Math.Exp(-v)))),
        ["relu alone"] = (1, b => b.Relu(b.PRelu("p", b.Input, perChannel: false)), (x, w) => x.Apply(Grid, (v, _) => v >= 0 ? v : v * w("p.weight")[0]).Apply(Grid, (v, _) => Math.Max(v, 0))),
        ["clip"] = (1, b => b.Clip(b.Conv("a", b.Input, 3, 3, Role.Body), 0, 1), (x, w) =>
            x.Convolve(w("a.weight"), w("a.bias"), 3, 1, CodeGrid.Of(Range with { High = 1 })).Apply(new CodeGrid(1.0 / 255, -128), (v, _) => Math.Clamp(v, 0, 1))),
        ["mean shift"] = (1, b => b.SubtractMean("sub_mean", b.Input), (x, w) => x.Apply(Grid, (v, c) => v + w("sub_mean.bias")[c])),
        ["shuffle of repeated channels"] = (2, b => b.PixelShuffle(b.RepeatChannels(b.Input, 4), 2), (x, _) => x.Move(3, 2 * Height, 2 * Width, (c, y, i) => (c, y / 2, i / 2))),
        ["pixel shuffle"] = (2, b => b.PixelShuffle(b.Conv("a", b.Input, 12, 1, Role.Tail), 2), (x, w) =>
            x.Convolve(w("a.weight"), w("a.bias"), 1, 1, Grid).Move(3, 2 * Height, 2 * Width, (c, y, i) => ((c * 4) + (y % 2 * 2) + (i % 2), y / 2, i / 2))),
        ["nearest"] = (2, b => b.Upscale(b.Input, 2, UpscaleKind.Nearest), (x, _) => x.Move(3, 2 * Height, 2 * Width, (c, y, i) => (c, y / 2, i / 2))),
        ["slices"] = (1, b => b.Concat("joined", b.Slice("last", b.Input, 2, 1), b.Slice("first", b.Input, 0, 2)), (x, _) => x.Apply(Grid, (v, _) => v).Move(3, Height, Width, (c, y, i) => ((c + 2) % 3, y, i))),
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void AnOperation_IsThatOfPlainLoops(string name)
    {
        var (scale, build, expected) = Table[name];
        var builder = new NetworkBuilder(name, scale, pixelRange: 1);
        using var network = Weighted(new SrNetwork(builder.Build(build(builder))));
        using var quantized = Quantized(network);
        using var scope = torch.NewDisposeScope();
        using var generator = new torch.Generator(5);
        var lr = torch.randint(0, 256, [1, 3, Height, Width], generator: generator).to_type(torch.float32);
        double[] Weights(string key) => Numbers(network[key]);

        var plain = expected(new PlainCodes(3, Height, Width, [.. Numbers(lr).Select(v => (int)v - 128)], CodeGrid.Of(new ValueRange(0, 1))), Weights);
        foreach (var exact in new[] { false, true })
        {
            var integers = IntegerNetwork.Of(quantized, exact: exact);
            Assert.Equal(plain.Grid, integers.OutputGrid);
            var codes = integers.Run(lr, TestContext.Current.CancellationToken);
            Assert.Equal([1, plain.Channels, plain.Height, plain.Width], codes.shape);
            Assert.Equal(plain.Q.Select(q => (double)q), Numbers(codes));
        }
    }

    [Fact]
    public void AnAccumulatorBeyondFloat32_IsSummedInFloat64()
    {
        var b = new NetworkBuilder("wide", 1, pixelRange: 1);
        using var network = new SrNetwork(b.Build(b.Conv("b", b.Relu(b.Conv("a", b.Input, 600, 1, Role.Body)), 3, 1, Role.Body)));
        using (torch.no_grad())
        {
            network["a.bias"].fill_(Scalars.Of(2)); // All codes are 127, all weights 127: 600 x 255 x 127 is beyond 2^24 and odd sums are lost in float32.
            network["b.weight"].fill_(Scalars.Of(1));
        }

        using var quantized = Quantized(network);
        using var lr = torch.zeros(1, 3, 2, 2);
        using var codes = IntegerNetwork.Of(quantized).Run(lr, TestContext.Current.CancellationToken);
        Assert.All(Numbers(codes), code => Assert.Equal(127, code));
        var weights = IntegerNetwork.Of(quantized).Weights.Last().Weights;
        Assert.True(weights.Reach(i => i / 600, 255) > 1 << 24);
    }

    [Fact]
    public void TheFixedPointMultiplier_DiffersByACodeAtMost()
    {
        var b = new NetworkBuilder("fixed", 1, pixelRange: 1);
        using var network = Weighted(new SrNetwork(b.Build(b.Conv("a", b.Input, 3, 3, Role.Body))));
        using var quantized = Quantized(network);
        using var scope = torch.NewDisposeScope();
        var lr = torch.arange(Scalars.Of(0), Scalars.Of(3 * 64 * 64), dtype: torch.float32).mul(Scalars.Of(37)).remainder(Scalars.Of(256)).view(1, 3, 64, 64);
        var (real, whole) = (IntegerNetwork.Of(quantized).Run(lr, TestContext.Current.CancellationToken), IntegerNetwork.Of(quantized, Multiplier.FixedPoint).Run(lr, TestContext.Current.CancellationToken));
        Assert.InRange((real - whole).abs().max().item<float>(), 0, 1);
    }

    [Theory]
    [InlineData(0.5, 7, 4)]
    [InlineData(0.5, -7, -3)]
    [InlineData(0.25, 2, 1)]
    [InlineData(0.25, -2, -1)]
    [InlineData(1.0, 12345, 12345)]
    [InlineData(3.0, -5, -15)]
    [InlineData(0.00123, 100000, 123)]
    public void AFixedPointMultiplier_RoundsAsTheReferenceKernels(double factor, int x, int expected) => Assert.Equal(expected, FixedPointMultiplier.Of(factor).Apply(x));

    [Fact]
    public void AnOperationWithoutIntegerForm_IsNamed()
    {
        var b = new NetworkBuilder("smooth", 2, pixelRange: 1);
        var error = Assert.Throws<ResearchException>(() => IntegerPlan.Of(b.Build(b.Upscale(b.Input, 2, UpscaleKind.Bilinear))));
        Assert.StartsWith("Network 'smooth' cannot run in integers: 'input.upscale' is Upscale, which has no integer form. Known are Add, AddChannelBias,", error.Message, StringComparison.Ordinal);
    }

    private static QuantizedNetwork Quantized(SrNetwork network)
    {
        var plan = IntegerPlan.Of(network.Graph);
        var quantized = IntegerQuantization.Place(plan, network, perChannel: true, new IntegerEngine(OutputReading.Raw));
        IntegerQuantization.Fit(quantized, plan.Tie(plan.Values.ToDictionary(value => value.Name, _ => Range, StringComparer.Ordinal)));
        return quantized;
    }

    private static SrNetwork Weighted(SrNetwork network)
    {
        using var generator = new torch.Generator(11);
        using var noGradient = torch.no_grad();
        using var scope = torch.NewDisposeScope();
        foreach (var (name, tensor) in network.state_dict().OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            tensor.copy_(torch.randn(tensor.shape, generator: generator).mul(Scalars.Of(0.3)));
            if (name.EndsWith("running_var", StringComparison.Ordinal))
            {
                tensor.abs_();
            }
        }

        return network;
    }

    private static double[] Numbers(torch.Tensor tensor) => tensor.detach().to_type(torch.float64).contiguous().data<double>().ToArray();
}
