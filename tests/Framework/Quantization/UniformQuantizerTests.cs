using CsCheck;
using Research.Framework.Quantization;
using Research.Framework.Runtime;
using TorchSharp;

namespace Research.Tests.Framework.Quantization;

/// <summary>The laws of the uniform quantizer on every grid, with ranges per tensor and per channel, and bits per sample.</summary>
[Trait("tier", "unit")]
public sealed class UniformQuantizerTests
{
    private sealed record Case(UniformGrid Grid, int[] Bits, int Channels, (double Low, double Width)[] Ranges, float[] X)
    {
        public override string ToString() => $"{Grid}, bits {string.Join(' ', Bits)}, {Channels} channels, {string.Join(' ', Ranges)}: {string.Join(' ', X)}";
    }

    private static readonly Gen<Case> Cases =
        from grid in Gen.Enum<UniformGrid>()
        from bits in Gen.Int[2, 16].Array[1, 3]
        from channels in Gen.Int[1, 35]
        from perChannel in Gen.Bool
        from ranges in Gen.Select(Gen.Double[-300, 100], Gen.OneOf(Gen.Double[1, 300], Gen.Const(0.0))).Array[perChannel ? channels : 1]
        from x in Gen.OneOf(Gen.Float[-400, 400], Gen.Float[-1e-3f, 1e-3f], Gen.Const(0f), Gen.Const(-0f), Gen.Float[-1e30f, 1e30f]).Array[bits.Length * channels * 6]
        select new Case(grid, bits, channels, ranges, x);

    [Fact]
    public void PassOverMemory_AndTensorOperations_AgreeBitForBit_InEveryLayout() => Check((c, quantizer, x) =>
    {
        var channelsLast = x.permute(0, 2, 3, 1).contiguous().permute(0, 3, 1, 2);
        var expected = Quantize(quantizer, x.detach().clone().requires_grad_(), c.Bits); // Gradients want operations.
        KernelForms.AssertSameBits(expected, Quantize(quantizer, x, c.Bits));
        KernelForms.AssertSameBits(expected, Quantize(quantizer, channelsLast, c.Bits));
    });

    [Fact]
    public void ItIsIdempotent_Monotone_InItsRange_AndHasAtMost2ToTheBitsLevels() => Check((c, quantizer, x) =>
    {
        var sorted = x.flatten(2).sort(2).Values.view(x.shape);
        var once = Quantize(quantizer, sorted, c.Bits);
        KernelForms.AssertSameBits(once, Quantize(quantizer, once, c.Bits));
        Assert.True((once.flatten(2).diff(dim: 2).ge(Scalars.Of(0))).all().item<bool>());
        for (var channel = 0; channel < c.Channels; channel++)
        {
            var (low, high) = Ends(c, channel);
            for (var sample = 0; sample < c.Bits.Length; sample++)
            {
                var halfStep = HalfStep(c, low, high, sample) + (1e-6 * Math.Max(1e-6, Math.Max(Math.Abs(low), Math.Abs(high))));
                Assert.All(KernelForms.Values(once[sample, channel]), value => Assert.InRange(value, low - halfStep, high + halfStep));
            }
        }
    });

    /// <summary>The gradient is the upstream one where the value lies in the range, 0 where it is far outside.</summary>
    [Fact]
    public void TheGradient_IsMaskedByTheRange() => Check((c, quantizer, x) =>
    {
        var leaf = x.detach().clone().requires_grad_();
        var upstream = torch.arange(Scalars.Of(1), Scalars.Of(x.numel() + 1), dtype: torch.float32).view(x.shape);
        var y = Quantize(quantizer, leaf, c.Bits);
        if (!y.requires_grad)
        {
            Assert.All(c.Ranges, range => Assert.True(range.Width == 0)); // Nothing but a constant.
            return;
        }

        y.backward([upstream]);
        var (values, gradients, given) = (KernelForms.Values(x), KernelForms.Values(leaf.grad!), KernelForms.Values(upstream));
        for (var i = 0; i < values.Length; i++)
        {
            var (low, high) = Ends(c, i / 6 % c.Channels);
            var halfStep = HalfStep(c, low, high, i / 6 / c.Channels);
            if (high - low > 1e-6 && values[i] > low + halfStep && values[i] < high - halfStep)
            {
                Assert.Equal(given[i], gradients[i], given[i] * 1e-5);
            }
            else if (high - low > 1e-6 && (values[i] < low - (2 * halfStep) - 1e-3 || values[i] > high + (2 * halfStep) + 1e-3)) // The last level may lie half a step outside.
            {
                Assert.Equal(0, gradients[i]);
            }
        }
    });

    [Theory]
    [InlineData(UniformGrid.Affine, 8, true)]
    [InlineData(UniformGrid.Symmetric, 7, true)]
    [InlineData(UniformGrid.Interval, 8, false)]
    public void AllLevels_AreMet_EquallySpaced(UniformGrid grid, int levels, bool hasZero)
    {
        using var scope = torch.NewDisposeScope();
        var y = KernelForms.Values(Quantize(Fitted(grid, [(-1.3, 3.7)], perChannel: false), torch.linspace(-5, 5, 6000).view(1, 1, 60, 100), [3])).Distinct().Order().ToList();
        Assert.Equal(levels, y.Count);
        Assert.Equal(hasZero, y.Contains(0f));
        Assert.All(y.Zip(y.Skip(1), (a, b) => b - a), gap => Assert.Equal(y[1] - y[0], gap, 1e-5));
        if (grid == UniformGrid.Interval)
        {
            Assert.Equal((-1.3f, 2.4f), (y[0], y[^1]));
        }
    }

    /// <summary>Each channel and sample as if it stood alone.</summary>
    [Fact]
    public void ChannelsAndSamples_DoNotMix() => Check((c, quantizer, x) =>
    {
        var whole = Quantize(quantizer, x, c.Bits);
        for (var sample = 0; sample < c.Bits.Length; sample++)
        {
            for (var channel = 0; channel < c.Channels; channel++)
            {
                var alone = Fitted(c.Grid, [c.Ranges[c.Ranges.Length > 1 ? channel : 0]], perChannel: false);
                var part = x.narrow(0, sample, 1).narrow(1, channel, 1).contiguous();
                KernelForms.AssertSameBits(whole.narrow(0, sample, 1).narrow(1, channel, 1).add(Scalars.Of(0)), Quantize(alone, part, [c.Bits[sample]]).add(Scalars.Of(0)));
            }
        }
    });

    [Fact]
    public void AValueThatIsNotFinite_IsRefused()
    {
        foreach (var grid in Enum.GetValues<UniformGrid>())
        {
            using var scope = torch.NewDisposeScope();
            var x = torch.zeros(2, 3, 4, 5);
            x[1, 2, 3, 4] = float.NegativeInfinity;
            foreach (var bits in new[] { [4, 4], new[] { 4, 6 } })
            {
                Assert.Throws<NotFiniteException>(() => Quantize(Fitted(grid, [(-1, 2)], perChannel: false), x, bits));
                Assert.Throws<NotFiniteException>(() => Quantize(Fitted(grid, [(-1, 2), (-1, 3), (-1, 4)], perChannel: true), x, bits));
                Assert.Throws<NotFiniteException>(() => Quantize(Fitted(grid, [(-1, 2)], perChannel: false), x.clone().requires_grad_(), bits));
            }
        }
    }

    [Fact]
    public void BeforeFit_ItSaysSo()
    {
        using var x = torch.zeros(1, 1, 1, 1);
        Assert.Throws<InvalidOperationException>(() => Quantize(new AffineQuantizer(new MinMaxRange()), x, [8]));
    }

    private static (double Low, double High) Ends(Case c, int channel)
    {
        var (low, width) = c.Ranges[c.Ranges.Length > 1 ? channel : 0];
        var limit = Math.Max(Math.Abs(low), Math.Abs(low + width));
        return c.Grid switch
        {
            UniformGrid.Affine => (Math.Min(low, 0), Math.Max(low + width, 0)),
            UniformGrid.Symmetric => (-limit, limit),
            _ => (low, low + width),
        };
    }

    private static double HalfStep(Case c, double low, double high, int sample) =>
        0.51 * (high - low) / ((1 << c.Bits[sample]) - (c.Grid == UniformGrid.Symmetric ? 2 : 1));

    private static void Check(Action<Case, AffineQuantizer, torch.Tensor> law) => Cases.Sample(
        c =>
        {
            using var scope = torch.NewDisposeScope();
            law(c, Fitted(c.Grid, c.Ranges, c.Ranges.Length > 1), torch.tensor(c.X).view(c.Bits.Length, c.Channels, 2, 3));
        },
        iter: 100);

    private static AffineQuantizer Fitted(UniformGrid grid, (double Low, double Width)[] ranges, bool perChannel)
    {
        var estimators = ranges.Select(_ => new MinMaxRange()).ToList();
        var quantizer = perChannel ? new AffineQuantizer(estimators, grid) : new AffineQuantizer(estimators[0], grid);
        quantizer.Observe(torch.tensor([.. ranges.Select(range => range.Low), .. ranges.Select(range => range.Low + range.Width)], torch.float64).view(2, -1, 1, 1));
        quantizer.Fit(8);
        return quantizer;
    }

    private static torch.Tensor Quantize(AffineQuantizer quantizer, torch.Tensor x, int[] bits) =>
        quantizer.Quantize(x, new BitDecision(bits), new ForwardContext { Lr = x });
}
