using CsCheck;
using Research.Framework.Quantization;
using Research.Framework.Runtime;
using TorchSharp;

namespace Research.Tests.Framework.Quantization;

[Trait("tier", "unit")]
public sealed class ElementPassTests
{
    private static readonly Gen<(AffineGrid Grid, int Bits, ValueRange Range)> Grids =
        Gen.Select(Gen.Int[2, 16], Gen.Double[-300, 0], Gen.Double[0.01, 300], (bits, low, high) => (AffineGrid.Of(new ValueRange(low, high), bits), bits, new ValueRange(low, high)));

    private static readonly Gen<float[]> Values = Gen.OneOf(Gen.Float[-400, 400], Gen.Float[-1e-3f, 1e-3f], Gen.Const(0f), Gen.Const(-0f), Gen.Float[-1e38f, 1e38f]).Array[1, 150];

    [Fact]
    public void VectorScalarAndTensorForm_AgreeBitForBit() => Gen.Select(Grids, Values).Sample((grid, x) =>
    {
        using var scope = torch.NewDisposeScope();
        var kernel = new AffineKernel(grid.Grid);
        var (vector, scalar) = (new float[x.Length], new float[x.Length]);
        Assert.True(ElementPass.Vector(kernel, x, vector));
        Assert.True(ElementPass.Scalar(kernel, x, scalar));
        AssertSameBits(scalar, vector);
        AssertSameBits(kernel.Apply(torch.tensor(x)).data<float>().ToArray(), vector);
    }, iter: 500);

    [Fact]
    public void ItIsIdempotent_Monotone_InItsRange_AndHasAtMost2ToTheBitsLevels() => Gen.Select(Grids, Values).Sample((grid, x) =>
    {
        Array.Sort(x);
        var (once, twice) = (new float[x.Length], new float[x.Length]);
        ElementPass.Vector(new AffineKernel(grid.Grid), x, once);
        ElementPass.Vector(new AffineKernel(grid.Grid), once, twice);
        AssertSameBits(once, twice);
        Assert.True(once.Zip(once.Skip(1)).All(pair => pair.First <= pair.Second));
        var halfStep = (grid.Grid.Step * 0.501) + (1e-6 * (grid.Range.High - grid.Range.Low));
        Assert.All(once, value => Assert.InRange(value, grid.Range.Low - halfStep, grid.Range.High + halfStep));
    }, iter: 500);

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(8)]
    public void AllLevels_AreMet_AndNoneMore(int bits)
    {
        var x = Enumerable.Range(-4000, 9000).Select(i => i / 1000f).ToArray();
        var y = new float[x.Length];
        ElementPass.Vector(new AffineKernel(AffineGrid.Of(new ValueRange(-1.3, 2.4), bits)), x, y);
        Assert.Equal(1 << bits, y.Distinct().Count());
    }

    /// <summary>Contiguous, channels-last, a slice that is neither, several threads, and float64.</summary>
    [Fact]
    public void EveryLayoutAndType_GivesTheTensorFormsValues()
    {
        using var scope = torch.NewDisposeScope();
        using var mode = torch.no_grad();
        var kernel = new AffineKernel(AffineGrid.Of(new ValueRange(-1, 2), 5));
        var plain = torch.arange(Scalars.Of(0), Scalars.Of(2 * 6 * 160 * 121), dtype: torch.float32).mul(Scalars.Of(0.37)).sin().mul(Scalars.Of(3)).view(2, 6, 160, 121);
        var channelsLast = plain.permute(0, 2, 3, 1).contiguous().permute(0, 3, 1, 2);
        foreach (var x in new[] { plain, channelsLast, plain[.., .., 1..^1, 1..^1], plain.to_type(torch.ScalarType.Float64) })
        {
            var y = ElementPass.Run(kernel, x);
            Assert.True(y.equal(kernel.Apply(x)).all().item<bool>());
            Assert.Equal(x.dtype, y.dtype);
        }

        Assert.Equal(channelsLast.stride(), ElementPass.Run(kernel, channelsLast).stride());
    }

    [Fact]
    public void AValueThatIsNotFinite_IsFoundWhereverItIs() => Gen.Select(Gen.Int[1, 70], Gen.Int[0, 69], Gen.OneOf(Gen.Const(float.NaN), Gen.Const(float.PositiveInfinity), Gen.Const(float.NegativeInfinity))).Sample((length, at, value) =>
    {
        using var scope = torch.NewDisposeScope();
        var kernel = new AffineKernel(AffineGrid.Of(new ValueRange(-1, 2), 5));
        var x = new float[length];
        x[at % length] = value;
        Assert.Throws<NotFiniteException>(() => ElementPass.Run(kernel, torch.tensor(x)));
        Assert.Throws<NotFiniteException>(() => ElementPass.Run(kernel, torch.tensor(x).to_type(torch.ScalarType.Float64)));
    }, iter: 200);

    private static void AssertSameBits(float[] expected, float[] actual) =>
        Assert.Equal(expected.Select(BitConverter.SingleToInt32Bits), actual.Select(BitConverter.SingleToInt32Bits));
}
