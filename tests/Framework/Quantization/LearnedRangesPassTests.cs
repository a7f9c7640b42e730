using CsCheck;
using Research.Framework.Quantization;
using Research.Framework.Runtime;
using TorchSharp;

namespace Research.Tests.Framework.Quantization;

/// <summary>Where no gradient is wanted, one pass over the memory gives what the operations give.</summary>
[Trait("tier", "unit")]
public sealed class LearnedRangesPassTests
{
    private static readonly Gen<float[]> Values = Gen.OneOf(Gen.Float[-30, 30], Gen.Float[-1e-3f, 1e-3f], Gen.Const(0f), Gen.Float[-1e30f, 1e30f]).Array[1, 120];

    [Fact]
    public void Interval_AgreesBitForBit() => Gen.Select(Values, Gen.Float[-20, 5], Gen.OneOf(Gen.Float[0.1f, 40], Gen.Const(0f)), Gen.Int[2, 16].Array[1, 3]).Sample((values, low, width, bits) =>
    {
        using var scope = torch.NewDisposeScope();
        var x = torch.tensor(values).repeat(bits.Length).view(bits.Length, 1, 1, -1);
        Check(x, input => LearnedRanges.Interval(input, torch.tensor(low), torch.tensor(low + width), torch.tensor(Array.ConvertAll(bits, b => (float)b))), new ValueRange(low, low + width));
    }, iter: 200);

    [Fact]
    public void Symmetric_AgreesBitForBit() => Gen.Select(Values, Gen.Float[0.01f, 40], Gen.Int[2, 16]).Sample((values, limit, bits) =>
    {
        using var scope = torch.NewDisposeScope();
        Check(torch.tensor(values), input => LearnedRanges.Symmetric(input, torch.tensor(limit), bits), new ValueRange(-limit, limit));
    }, iter: 200);

    [Fact]
    public void Pams_AgreesBitForBit() => Gen.Select(Values, Gen.OneOf(Gen.Float[0.01f, 40], Gen.Const(0f)), Gen.Int[2, 16]).Sample((values, alpha, bits) =>
    {
        using var scope = torch.NewDisposeScope();
        var x = torch.tensor(values);
        Check(x, input => LearnedRanges.Pams(input, torch.tensor(alpha), bits), new ValueRange(-alpha, alpha));
        KernelForms.AssertSameBits(
            LearnedRanges.Pams(x.detach().clone().requires_grad_(), torch.tensor(alpha), bits, clip: false),
            LearnedRanges.Pams(x, torch.tensor(alpha), bits, clip: false));

        var kernel = new PamsKernel(torch.tensor(alpha).clamp_min(Scalars.Of(1e-8)), (1 << (bits - 1)) - 1, clip: true);
        var (vector, scalar) = (new float[values.Length], new float[values.Length]);
        Assert.True(ElementPass.Vector(kernel, values, vector) & ElementPass.Scalar(kernel, values, scalar));
        Assert.Equal(scalar.Select(BitConverter.SingleToInt32Bits), vector.Select(BitConverter.SingleToInt32Bits));
    }, iter: 200);

    [Fact]
    public void IntervalsForms_AgreeBitForBit() => Gen.Select(Gen.Float[-50, 50].Array[96], Gen.Float[-20, 5].Array[6], Gen.Float[0.1f, 40].Array[6], Gen.Int[2, 16].Array[2]).Sample((values, low, width, bits) =>
    {
        using var scope = torch.NewDisposeScope();
        var (l, w) = (torch.tensor(low).view(1, 6, 1, 1), torch.tensor(width).view(1, 6, 1, 1));
        var n = torch.tensor(Array.ConvertAll(bits, b => (float)((1 << b) - 1))).view(2, 1, 1, 1);
        KernelForms.AssertAgree(
            torch.tensor(values).view(2, 6, 2, 4),
            [l, l + w, w, n],
            v => new IntervalKernel(v[0], v[1], v[2], v[3]),
            x => LearnedRanges.IntervalOperations(x, l, l + w, w, n));
    }, iter: 100);

    [Fact]
    public void AValueThatIsNotFinite_IsRefused_WithAndWithoutGradients()
    {
        using var scope = torch.NewDisposeScope();
        foreach (var wanted in new[] { false, true })
        {
            var x = torch.tensor([1f, float.NaN]).requires_grad_(wanted);
            Assert.Throws<NotFiniteException>(() => LearnedRanges.Interval(x, torch.tensor(-1f), torch.tensor(1f), torch.tensor(4f)));
            Assert.Throws<NotFiniteException>(() => LearnedRanges.Symmetric(x, torch.tensor(1f), 4));
            Assert.Throws<NotFiniteException>(() => LearnedRanges.Pams(x, torch.tensor(1f), 4));
        }
    }

    /// <summary>Equal to the operations; idempotent, monotone and in its range.</summary>
    private static void Check(torch.Tensor x, Func<torch.Tensor, torch.Tensor> quantize, ValueRange range)
    {
        var once = quantize(x);
        KernelForms.AssertSameBits(quantize(x.detach().clone().requires_grad_()), once);
        KernelForms.AssertSameBits(once, quantize(once));
        Assert.True((quantize(x.sort(-1).Values).diff(dim: -1).ge(Scalars.Of(0))).all().item<bool>());
        var tolerance = 1e-6 * Math.Max(1e-2, Math.Max(Math.Abs(range.Low), Math.Abs(range.High)));
        Assert.InRange(once.min().item<float>(), range.Low - tolerance, range.High + tolerance);
        Assert.InRange(once.max().item<float>(), range.Low - tolerance, range.High + tolerance);
    }
}
