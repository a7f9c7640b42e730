using Research.Framework.Runtime;
using Research.Framework.Training;
using Research.Tests.Framework.Weights;
using TorchSharp;
using TorchSharp.Modules;

namespace Research.Tests.Framework.Training;

/// <summary>An interrupted and resumed training is, byte for byte, the uninterrupted one.</summary>
[Trait("tier", "unit")]
public sealed class TrainerTests : IDisposable
{
    private const int Steps = TinyTraining.Steps;

    private readonly Temporary _files = new();

    public static TheoryData<string> Networks => ["edsr {\"blocks\":1,\"features\":4}", "srresnet {\"blocks\":1,\"prelu\":\"channel\"}", "abpn {\"layers\":1,\"channels\":4}"];

    public void Dispose() => _files.Dispose();

    [Theory]
    [MemberData(nameof(Networks))]
    public void KilledAtAnyStep_ItEndsAsIfNothingHadHappened(string network)
    {
        using var whole = new TinyTraining(network);
        var expected = whole.Run(null);
        for (var kill = 1; kill < Steps; kill++)
        {
            var folder = new CheckpointFolder(_files.Path($"killed-{kill}"));
            using (var first = new TinyTraining(network))
            {
                Assert.Throws<TinyTraining.Killed>(() => first.Run(folder, killAfter: kill));
            }

            using var second = new TinyTraining(network);
            var resumed = second.Run(folder);
            Assert.Equal(kill, resumed.ResumedAt);
            AssertSame(whole, expected, second, resumed);
        }
    }

    [Fact]
    public void KilledAfterItsLastCheckpoint_ItRepeatsTheLostSteps()
    {
        using var whole = new TinyTraining(Networks.First());
        var expected = whole.Run(null);
        var folder = new CheckpointFolder(_files.Path("lost"));
        using (var first = new TinyTraining(Networks.First()))
        {
            Assert.Throws<TinyTraining.Killed>(() => first.Run(folder, killAfter: 2));
        }

        using (var second = new TinyTraining(Networks.First()))
        {
            Assert.Throws<TinyTraining.Killed>(() => second.Run(folder, killAfter: 5, interval: TimeSpan.MaxValue));
        }

        using var third = new TinyTraining(Networks.First());
        var resumed = third.Run(folder);
        Assert.Equal(2, resumed.ResumedAt);
        AssertSame(whole, expected, third, resumed);
    }

    [Fact]
    public void Cancelled_ItKeepsTheStepItReached()
    {
        using var whole = new TinyTraining(Networks.First());
        var expected = whole.Run(null);
        var folder = new CheckpointFolder(_files.Path("cancelled"));
        using (var first = new TinyTraining(Networks.First()))
        {
            using var source = new CancellationTokenSource();
            Assert.Throws<OperationCanceledException>(() => first.Run(folder, interval: TimeSpan.MaxValue, cancelAfter: (3, source)));
        }

        using var second = new TinyTraining(Networks.First());
        var resumed = second.Run(folder);
        Assert.Equal(3, resumed.ResumedAt);
        AssertSame(whole, expected, second, resumed);
    }

    /// <summary>As a validation does between two epochs.</summary>
    [Fact]
    public void CancelledWithinAStep_ItKeepsTheStepsBefore()
    {
        using var whole = new TinyTraining(Networks.First());
        var expected = whole.Run(null);
        using var first = new TinyTraining(Networks.First());
        var folder = new CheckpointFolder(_files.Path("within"));
        Assert.Throws<OperationCanceledException>(() => first.Run(folder, interval: TimeSpan.MaxValue, task: inner => new Cancelling(inner, 4)));
        using var second = new TinyTraining(Networks.First());
        var resumed = second.Run(folder);
        Assert.Equal(4, resumed.ResumedAt);
        AssertSame(whole, expected, second, resumed);
    }

    [Fact]
    public void ADamagedCheckpoint_IsAsNone_AndSaidSo()
    {
        var notices = new List<string>();
        using var whole = new TinyTraining(Networks.First());
        var folder = new CheckpointFolder(_files.Path("damaged")) { Notices = notices.Add };
        var expected = whole.Run(folder);
        Assert.Equal(["checkpoint.json", $"state-{Steps}.safetensors"], Directory.GetFiles(folder.Path).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        using (var file = File.OpenWrite(Path.Combine(folder.Path, $"state-{Steps}.safetensors")))
        {
            file.SetLength(file.Length - 1);
        }

        using var again = new TinyTraining(Networks.First());
        var second = again.Run(folder);
        Assert.Equal(0, second.ResumedAt);
        Assert.Equal([$"'{folder.Path}' holds no checkpoint that can be read: the training begins anew."], notices);
        AssertSame(whole, expected, again, second);
    }

    [Fact]
    public void AFinishedTraining_IsNotRunAgain()
    {
        var folder = new CheckpointFolder(_files.Path("finished"));
        using var first = new TinyTraining(Networks.First());
        var expected = first.Run(folder);
        using var second = new TinyTraining(Networks.First());
        var again = second.Run(folder, killAfter: 0);
        Assert.Equal(Steps, again.ResumedAt);
        AssertSame(first, expected, second, again);
    }

    [Fact]
    public void TheLog_HoldsMeansAndTheScheduleS_Rates()
    {
        using var training = new TinyTraining(Networks.First());
        var losses = new List<double>();
        var outcome = training.Run(null, onLoss: losses.Add);
        Assert.Equal([2L, 4L, 6L], outcome.Log.Rows.Select(row => row.Step));
        Assert.Equal([(losses[0] + losses[1]) / 2, (losses[2] + losses[3]) / 2, (losses[4] + losses[5]) / 2], outcome.Log.Rows.Select(row => row.Loss));
        Assert.Equal([1e-2, 5e-3, 2.5e-3], outcome.Log.Rows.Select(row => row.LearningRate));
        Assert.Equal("step,loss,lr,seconds", System.Text.Encoding.UTF8.GetString(outcome.Log.ToCsv()).Split('\n')[0]);
    }

    [Fact]
    public void ALossThatIsNotANumber_StopsAtItsStep()
    {
        using var task = new OneNumber(1, (number, step) => step == 3 ? number * Scalars.Of(double.NaN) : number);
        var problem = Assert.Throws<ResearchException>(() => task.Train(Steps));
        Assert.Equal("The training was stopped at step 4: the loss is NaN. A smaller learning rate often helps.", problem.Message);
    }

    [Fact]
    public void AGradientThatIsNotFinite_StopsBeforeItMovesAnything_AndIsNamed()
    {
        using var task = new OneNumber(0, (number, _) => number.sqrt()); // Its gradient at zero is infinite.
        var problem = Assert.Throws<ResearchException>(() => task.Train(1));
        Assert.Equal("The training was stopped at step 1: the gradient of 'number' is not finite. A smaller learning rate often helps.", problem.Message);
        Assert.Equal(0, task.Value);
    }

    [Fact]
    public void AParameterThatIsNotFinite_IsNamed()
    {
        using var task = new OneNumber(float.NaN, (number, _) => number);
        var problem = Assert.Throws<ResearchException>(() => task.Train(1));
        Assert.Equal("The training was stopped at step 0: 'number' holds values that are not finite. A smaller learning rate often helps.", problem.Message);
    }

    private static void AssertSame(TinyTraining expected, TrainingOutcome expectedOutcome, TinyTraining actual, TrainingOutcome actualOutcome)
    {
        foreach (var tensor in expected.Network.Graph.Tensors)
        {
            Assert.True(Bytes(expected.Network[tensor.Name]).SequenceEqual(Bytes(actual.Network[tensor.Name])), tensor.Name);
        }

        Assert.Equal(Figures(expectedOutcome), Figures(actualOutcome));
    }

    private static IEnumerable<(long, double, double)> Figures(TrainingOutcome outcome) => outcome.Log.Rows.Select(row => (row.Step, row.Loss, row.LearningRate));

    private static byte[] Bytes(torch.Tensor tensor)
    {
        using var copy = tensor.detach().contiguous();
        return copy.bytes.ToArray();
    }

    private sealed class OneNumber : ITrainingTask, IDisposable
    {
        private readonly Parameter _number;
        private readonly Func<torch.Tensor, long, torch.Tensor> _loss;

        internal OneNumber(float value, Func<torch.Tensor, long, torch.Tensor> loss) => (_number, _loss) = (new Parameter(torch.tensor([value])), loss);

        public IReadOnlyList<OptimizerGroup> Groups => [new("numbers", [new("number", _number)], new StepSchedule(1e-3, []))];

        public IReadOnlyList<KeyValuePair<string, torch.Tensor>> Buffers => [];

        public TrainingLoss Loss(TrainingBatch batch, long step) => new(_loss(_number, step).sum(), []);

        internal float Value => _number.item<float>();

        internal void Train(int steps) => new Trainer(_ => new TrainingBatch(torch.zeros(1), torch.zeros(1)), steps).Run(this, CancellationToken.None);

        public void Dispose() => _number.Dispose();
    }
}
