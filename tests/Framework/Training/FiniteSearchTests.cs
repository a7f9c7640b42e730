using Research.Framework.Graph;
using Research.Framework.Quantization;
using Research.Framework.Runtime;
using Research.Framework.Training;
using Research.Tests.Networks;
using TorchSharp;

namespace Research.Tests.Framework.Training;

/// <summary>A training that diverges says at which step, and in which layer.</summary>
[Trait("tier", "unit")]
public sealed class FiniteSearchTests
{
    private const string Network = "edsr {\"blocks\":2,\"features\":4}";

    [Fact]
    public void AnOverflow_IsNamedByTheLayerWhoseOutputItIs()
    {
        using var training = new TinyTraining(Network);
        using (torch.no_grad())
        {
            training.Network["body.1.body.2.weight"].fill_(Scalars.Of(3e38));
        }

        var problem = Assert.Throws<ResearchException>(() => training.Run(null));
        Assert.StartsWith("The training was stopped at step 1: the loss is ", problem.Message, StringComparison.Ordinal);
        Assert.EndsWith("; the first value that is not finite is the output of 'body.1.body.2'. A smaller learning rate often helps.", problem.Message, StringComparison.Ordinal);
    }

    /// <summary>Between convolutions too: the square root of nothing's variance has no bound, so the variance is made negative.</summary>
    [Fact]
    public void AnOperationBetweenConvolutions_IsNamedByWhatItFollows()
    {
        using var training = new TinyTraining("abpn {\"layers\":1,\"channels\":4}");
        using (torch.no_grad())
        {
            training.Network["backbone.0.bias"].fill_(Scalars.Of(float.MaxValue));
            training.Network["backbone.2.0.weight"].fill_(Scalars.Of(1));
        }

        Assert.Contains("the output of 'backbone.2.0'", Assert.Throws<ResearchException>(() => training.Run(null)).Message, StringComparison.Ordinal);
    }

    /// <summary>Zeros pass two convolutions of huge weights; their gradients do not.</summary>
    [Fact]
    public void AGradientThatOverflows_IsNamedByTheLayerItReachesFirst()
    {
        using var network = new SrNetwork(new KnownNetwork("espcn", "{}", 2).Build());
        using (torch.no_grad())
        {
            network["conv2.weight"].fill_(Scalars.Of(1e30));
            network["conv3.weight"].fill_(Scalars.Of(1e30));
        }

        var trainer = new Trainer(_ => new TrainingBatch(torch.zeros(1, 3, 6, 6), torch.full([1, 3, 12, 12], Scalars.Of(9))), 1);
        var problem = Assert.Throws<ResearchException>(() => trainer.Run(new PlainTraining(network, new StepSchedule(1e-3, [])), CancellationToken.None));
        Assert.StartsWith("The training was stopped at step 1: the gradient of 'conv", problem.Message, StringComparison.Ordinal);
        Assert.Contains("is not finite; on the way back, the first gradient that is not finite is at the output of 'conv1'", problem.Message.Replace("Tanh after conv1", "conv1", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    /// <summary>A quantizer refuses what is not finite; the layer before it is named all the same.</summary>
    [Fact]
    public void AQuantizedNetworkThatDiverges_IsNamedByItsLayer()
    {
        using var scope = torch.NewDisposeScope();
        var network = new SrNetwork(new KnownNetwork("edsr", "{\"blocks\":2,\"features\":4}", 2).Build());
        Initialisation.Fill(network, new Seeds(5));
        using var quantized = PamsPlacement.Place(network, new PamsPlacementOptions([8]), _ => FixedBits.Instance);
        using (torch.no_grad())
        {
            network["body.0.body.0.weight"].fill_(Scalars.Of(1e38));
        }

        var task = new QatTask(quantized, null, [new L1Term()], [new OptimizerGroup("weights", QatTask.Weights(quantized), new StepSchedule(1e-3, []))], 10);
        var trainer = new Trainer(_ => new TrainingBatch(torch.full([1, 3, 6, 6], Scalars.Of(9)), torch.zeros(1, 3, 12, 12)), 1);
        var problem = Assert.Throws<ResearchException>(() => trainer.Run(task, CancellationToken.None));
        Assert.StartsWith("The training was stopped at step 1: ", problem.Message, StringComparison.Ordinal);
        Assert.Contains("the first value that is not finite is the output of 'body.0.body.0'", problem.Message, StringComparison.Ordinal);
    }
}
