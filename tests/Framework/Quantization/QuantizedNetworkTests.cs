using Research.Framework.Graph;
using Research.Framework.Methods;
using Research.Framework.Quantization;
using Research.Framework.Runtime;
using Research.Methods.MinMax;
using TorchSharp;

namespace Research.Tests.Framework.Quantization;

[Trait("tier", "unit")]
public sealed class QuantizedNetworkTests
{
    /// <summary>One block: y = relu(head) + conv(relu(head)), all 1x1 on one channel each, so that every value is plain arithmetic.</summary>
    private static SrNetwork Block(float head, float body)
    {
        var b = new NetworkBuilder("block", 1, 255);
        var x = b.Relu(b.Conv("head", b.Input, 3, 1, Role.Head, bias: false, groups: 3));
        var r = b.Conv("body", x, 3, 1, Role.Body, bias: false, groups: 3);
        var network = new SrNetwork(b.Build(b.Add("sum", r, x)));
        using var noGradient = torch.no_grad();
        network["head.weight"].fill_(Scalars.Of(head));
        network["body.weight"].fill_(Scalars.Of(body));
        return network;
    }

    private static torch.Tensor Ramp() => torch.arange(Scalars.Of(0), Scalars.Of(256), dtype: torch.float32).view(1, 1, 16, 16).repeat(1, 3, 1, 1);

    [Fact]
    public void TheSkip_ReadsTheValueItself_TheConvolutionItsQuantizedForm()
    {
        using var scope = torch.NewDisposeScope();
        using var network = new MinMaxMethod().Place(Block(head: 1, body: 1), new MinMaxOptions(8, 2));
        using (torch.no_grad())
        {
            network.Forward(new ForwardContext { Lr = Ramp(), Observe = true });
        }

        ((AffineQuantizer)network.Quantizers["body"]).Fit(2);
        var (sr, bits) = network.Infer(Ramp(), TestContext.Current.CancellationToken);

        // Levels of the 2-bit quantizer on 0..255 are 0, 85, 170, 255.
        var expected = Enumerable.Range(0, 256).Select(v => v + (85f * (float)Math.Round(v / 85.0, MidpointRounding.ToEven))).ToArray();
        Assert.Equal(expected, sr[0, 1].contiguous().data<float>().ToArray(), (a, b) => Math.Abs(a - b) < 1e-3);
        Assert.Equal(2, bits.FeatureAverageBits);
        Assert.Equal("body", Assert.Single(bits.Edges).Edge.Name);
    }

    [Fact]
    public void WhatThePolicyDecides_OutlivesThePass_AndNothingElse()
    {
        using var network = new MinMaxMethod().Place(Block(head: 1, body: 1), new MinMaxOptions(8, 2));
        ((AffineQuantizer)network.Quantizers["body"]).Fit(new ValueRange(0, 255));
        using var outer = torch.NewDisposeScope();
        var context = new ForwardContext { Lr = Ramp() };
        var before = outer.DisposablesCount;
        _ = network.WithPolicy(new Deciding()).Forward(context);
        Assert.Equal(6, context.Bits.Entries[0].Bits.Probabilities!.sum().item<float>());
        Assert.Equal(before + 3, outer.DisposablesCount); // SR, the probabilities, their sum.
    }

    [Fact]
    public void WithoutQuantization_ItIsTheTeacherOnTheSameWeights()
    {
        using var scope = torch.NewDisposeScope();
        using var network = new MinMaxMethod().Place(Block(head: 1, body: 0.5f), new MinMaxOptions(2, 2));
        var context = new ForwardContext { Lr = Ramp(), Quantize = false, WantedTaps = ["output"] };
        var sr = network.Forward(context);
        Assert.Equal(0, (sr - Ramp().mul(Scalars.Of(1.5))).abs().max().item<float>());
        Assert.Equal(0, (sr - context.Taps["output"]).abs().max().item<float>());
        Assert.Empty(context.Bits.Entries);
    }

    [Fact]
    public void AValueThatIsNotFinite_IsReportedWithItsEdge()
    {
        using var scope = torch.NewDisposeScope();
        using var network = new MinMaxMethod().Place(Block(head: 1, body: 1), new MinMaxOptions());
        using (torch.no_grad())
        {
            network.Forward(new ForwardContext { Lr = Ramp(), Observe = true });
            ((AffineQuantizer)network.Quantizers["body"]).Fit(8);
            network.Network["head.weight"].fill_(Scalars.Of(double.PositiveInfinity));
        }

        Assert.Contains("'body'", Assert.Throws<NotFiniteException>(() => network.Infer(Ramp(), TestContext.Current.CancellationToken)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void WeightsAreQuantizedOnce_UntilTheyOrTheQuantizerChange()
    {
        using var scope = torch.NewDisposeScope();
        var plain = Block(head: 1, body: 1);
        var quantizer = new Counting();
        var weights = new Dictionary<string, IWeightQuantizer>(StringComparer.Ordinal) { ["body.weight"] = quantizer };
        using var network = new QuantizedNetwork(plain, [], new Dictionary<string, IQuantizer>(StringComparer.Ordinal), weights, FixedBits.Instance);
        float Output() => network.WithPolicy(FixedBits.Instance).Infer(Ramp(), TestContext.Current.CancellationToken).Sr[0, 0, 0, 1].item<float>();

        Assert.Equal((2f, 2f, 1), (Output(), Output(), quantizer.Calls)); // x + w factor x at x = 1
        using (torch.no_grad())
        {
            plain["body.weight"].fill_(Scalars.Of(3));
            Assert.Equal((4f, 4f, 2), (Output(), Output(), quantizer.Calls));
            quantizer.State["factor"].fill_(Scalars.Of(2));
            Assert.Equal((7f, 7f, 3), (Output(), Output(), quantizer.Calls));
        }
    }

    private sealed class Counting : IWeightQuantizer
    {
        public int Calls { get; private set; }

        public int Bits => 8;

        public IReadOnlyDictionary<string, torch.Tensor> State { get; } =
            new Dictionary<string, torch.Tensor>(StringComparer.Ordinal) { ["factor"] = torch.ones(1).DetachFromDisposeScope() };

        public torch.Tensor Quantize(torch.Tensor weight)
        {
            Calls++;
            return weight * State["factor"];
        }
    }

    [Fact]
    public void FullPrecision_Has32Bits()
    {
        using var scope = torch.NewDisposeScope();
        using var network = QuantizedNetwork.FullPrecision(Block(1, 1));
        Assert.Equal(32, network.Infer(Ramp(), TestContext.Current.CancellationToken).Bits.FeatureAverageBits);
    }

    [Theory]
    [InlineData(1, 8, "bits must lie in 2..16")]
    [InlineData(8, 17, "bits must lie in 2..16")]
    public void MinMax_RefusesOtherBits(int w, int a, string message)
    {
        using var network = Block(1, 1);
        Assert.Contains(message, Assert.Throws<ResearchException>(() => new MinMaxMethod().Place(network, new MinMaxOptions(w, a))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void MinMax_WithoutCalibrationImages_SaysSo()
    {
        using var network = Block(1, 1);
        var request = new QuantizationRequest { Network = network, Options = new MinMaxOptions(), Seeds = new Seeds(0) };
        Assert.Contains("calibration", Assert.Throws<ResearchException>(() => new MinMaxMethod().Quantize(request, TestContext.Current.CancellationToken)).Message, StringComparison.Ordinal);
    }

    private sealed class Deciding : IBitPolicy
    {
        public BitDecision Decide(QuantizedEdge edge, torch.Tensor x, ForwardContext context) => new([2]) { Probabilities = torch.tensor(new[] { 1f, 2f, 3f }, [1, 3]) };
    }
}
