using Research.Framework.Graph;
using Research.Framework.Runtime;
using Research.Framework.Training;
using Research.Tests.Networks;
using TorchSharp;

namespace Research.Tests.Framework.Training;

[Trait("tier", "unit")]
public sealed class PlainTrainingTests
{
    private static readonly float[] Lr = [10, 200, 30];
    private static readonly float[] Hr = [20, 100, 250];

    /// <summary>IDN begins as the enlargement of its input; of one colour, that is the colour: the loss is the difference of two lumas, by BT.601's formula.</summary>
    [Fact]
    public void ANetworkOnLuma_IsComparedByTheLumaOfTheCrops()
    {
        var y = ((65.481 * (Hr[0] - Lr[0])) + (128.553 * (Hr[1] - Lr[1])) + (24.966 * (Hr[2] - Lr[2]))) / 255;
        Assert.Equal(Math.Abs(y), Loss("idn", "{}", PixelLoss.L1), 1e-3);
        Assert.Equal(y * y, Loss("idn", "{}", PixelLoss.L2), 0.05);
    }

    /// <summary>So does ABPN, in RGB.</summary>
    [Fact]
    public void ANetworkOnRgb_IsComparedColourByColour()
    {
        Assert.Equal(Lr.Zip(Hr, (lr, hr) => Math.Abs(lr - hr)).Average(), Loss("abpn", "{}", PixelLoss.L1), 1e-3);
        Assert.Equal(Lr.Zip(Hr, (lr, hr) => (double)(lr - hr) * (lr - hr)).Average(), Loss("abpn", "{}", PixelLoss.L2), 0.05);
    }

    private static double Loss(string network, string parameters, PixelLoss loss)
    {
        using var scope = torch.NewDisposeScope();
        using var known = new SrNetwork(new KnownNetwork(network, parameters, 2).Build());
        Initialisation.Fill(known, new Seeds(4), InitialWeights.He);
        using var batch = new TrainingBatch(Colour(Lr, 8), Colour(Hr, 16));
        var value = new PlainTraining(known, new StepSchedule(1e-3, []), loss).Loss(batch, 0);
        Assert.Empty(value.Parts);
        return value.Total.item<float>();
    }

    private static torch.Tensor Colour(float[] colour, int side) => torch.tensor(colour, [1, 3, 1, 1]).expand(2, 3, side, side).contiguous();
}
