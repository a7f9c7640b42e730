using Research.Framework.Quantization;
using Research.Framework.Runtime;
using Research.Methods.Cadyq;
using Research.Networks.Edsr;
using TorchSharp;

namespace Research.Tests.Methods.Cadyq;

[Trait("tier", "unit")]
public sealed class SelectorBitsTests
{
    private const int Channels = 8;

    [Theory]
    [InlineData(SelectorInputs.Both, Channels + 2)]
    [InlineData(SelectorInputs.Gradient, 2)]
    [InlineData(SelectorInputs.Deviation, Channels)]
    public void Selectors_SitWhereThereIsAChoice(SelectorInputs inputs, int length)
    {
        using var scope = torch.NewDisposeScope();
        var (adaptive, given) = Edges();
        var policy = new SelectorBits([adaptive, given], inputs, 255, torch.float32);
        Assert.Equal(["a:bias", "a:weight"], policy.State.Keys.Order(StringComparer.Ordinal));
        Assert.Equal([3, length], policy.State["a:weight"].shape);
        var decision = policy.Decide(given, torch.zeros(3, Channels, 5, 5), Context(3));
        Assert.Equal([8, 8, 8], decision.PerSample);
        Assert.Null(decision.Probabilities);
    }

    /// <summary>The image's gradient comes first, then the channels in their order.</summary>
    [Theory]
    [InlineData(SelectorInputs.Both, 0, 2)]
    [InlineData(SelectorInputs.Gradient, 0, -1)]
    [InlineData(SelectorInputs.Deviation, -1, 0)]
    public void EachSampleIsJudgedByItsOwnImageAndFeature(SelectorInputs inputs, int gradient, int deviations)
    {
        using var scope = torch.NewDisposeScope();
        var (adaptive, given) = Edges();
        var policy = new SelectorBits([adaptive, given], inputs, 255, torch.float32);
        var feature = torch.zeros(3, Channels, 6, 6);
        feature[2, 3, 0, 0] = torch.tensor(60f); // s = 10.
        foreach (var (column, chosen) in new[] { (gradient, 1), (deviations < 0 ? -1 : deviations + 3, 2) }.Where(pair => pair.Item1 >= 0))
        {
            using (torch.no_grad())
            {
                policy.State["a:weight"].zero_();
                policy.State["a:bias"].copy_(torch.tensor([1f, 0f, 0f]));
                policy.State["a:weight"][1, column] = torch.tensor(1f); // 6 bits where that input is large.
            }

            Assert.Equal(Enumerable.Range(0, 3).Select(i => i == chosen ? 6 : 4), policy.Decide(adaptive, feature, Context(3)).PerSample);
        }
    }

    /// <summary>The second image alone has an edge, along its rows.</summary>
    private static ForwardContext Context(int samples)
    {
        var lr = torch.zeros(samples, 3, 6, 6);
        lr.select(0, 1).narrow(2, 3, 3).fill_(Scalars.Of(255));
        return new ForwardContext { Lr = lr };
    }

    private static (QuantizedEdge Adaptive, QuantizedEdge Given) Edges()
    {
        var value = new EdsrArchitecture().Build(new EdsrParameters(1, Channels), 2).Taps["head"];
        return (new("a", value, [0], [4, 6, 8], 0, Counted: true), new("b", value, [1], [8], 0, Counted: false));
    }
}
