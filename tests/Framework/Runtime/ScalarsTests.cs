using System.Runtime.CompilerServices;
using Research.Framework.Runtime;

namespace Research.Tests.Framework.Runtime;

[Trait("tier", "unit")]
public sealed class ScalarsTests
{
    [Fact]
    public void ANumber_StaysWhileItsOperationRuns()
    {
        var number = Make();
        GC.Collect();
        Assert.True(number.IsAlive);
    }

    [Fact]
    public void OldNumbers_AreLetGo()
    {
        var number = Make();
        for (var i = 0; i < 100; i++)
        {
            Scalars.Of(i);
        }

        GC.Collect();
        Assert.False(number.IsAlive);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference Make() => new(Scalars.Of(0.5));
}
