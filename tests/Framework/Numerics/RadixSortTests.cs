using CsCheck;
using Research.Framework.Numerics;

namespace Research.Tests.Framework.Numerics;

[Trait("tier", "unit")]
public sealed class RadixSortTests
{
    private static readonly float[] Ends = [0, -0f, 1, float.MaxValue, float.MinValue, float.PositiveInfinity, float.NegativeInfinity, float.Epsilon, -float.Epsilon];

    [Fact]
    public void ItSortsLikeTheLibrary() => Gen.OneOf(
        Gen.Float[-1, 1],
        Gen.Float.Where(value => !float.IsNaN(value)),
        Gen.Int[0, Ends.Length - 1].Select(i => Ends[i])).Array[0, 3000].Sample(values =>
    {
        var sorted = (float[])values.Clone();
        RadixSort.Sort(sorted);
        Assert.Equal(values.Order(), sorted);
    });
}
