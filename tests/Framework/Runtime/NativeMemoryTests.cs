using Research.Framework.Graph;
using Research.Framework.Runtime;
using Research.Networks.Edsr;
using TorchSharp;

namespace Research.Tests.Framework.Runtime;

[Collection(nameof(Alone))]
[Trait("tier", "recipe")]
public sealed class NativeMemoryTests
{
    /// <summary>2,000 steps of forward, backward and Adam; a leak of one small activation map (64 KB) a step would show as 120 MB.</summary>
    [Fact]
    public void TrainingSteps_LeaveNativeMemoryFlat()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "reads /proc/self/statm");
        using var network = new SrNetwork(new EdsrArchitecture().Build(new EdsrParameters(2, 8), 2));
        using var generator = new torch.Generator(7);
        foreach (var parameter in network.parameters())
        {
            using var noise = torch.randn(parameter.shape, generator: generator).mul(Scalars.Of(0.05));
            using var noGradient = torch.no_grad();
            parameter.copy_(noise);
        }

        using var lr = torch.rand([2, 3, 24, 24], generator: generator).mul(Scalars.Of(255));
        using var hr = torch.rand([2, 3, 48, 48], generator: generator).mul(Scalars.Of(255));
        using var optimizer = torch.optim.Adam(network.parameters(), 1e-4);

        Steps(200);
        var before = ResidentBytes();
        Steps(1800);
        Assert.InRange(ResidentBytes() - before, long.MinValue, 30L << 20);

        void Steps(int count)
        {
            for (var i = 0; i < count; i++)
            {
                using var scope = torch.NewDisposeScope();
                optimizer.zero_grad();
                torch.nn.functional.l1_loss(network.forward(lr), hr).backward();
                optimizer.step();
            }
        }
    }

    private static long ResidentBytes()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return NativeMemory.ResidentBytes();
    }
}
