using System.Collections.Immutable;
using Research.Framework.Data;
using Research.Framework.Experiments;
using Research.Framework.Runtime;
using Research.Framework.Training;
using Research.Framework.Weights;
using Research.Tests.Framework.Experiments;
using Research.Tests.Framework.Weights;

namespace Research.Tests.Framework.Training;

/// <summary>From a recipe to a file, on tiny images.</summary>
[Trait("tier", "recipe")]
public sealed class TrainingRunTests : IDisposable
{
    private static readonly Catalogs Catalogs = TestCatalogs.Create();

    private static readonly TrainingRecipe Recipe = new(
        "tiny_x2", "Tiny", "abpn", new() { ["layers"] = 1, ["channels"] = 8 }, 2, [Set("tiny[training]")], Set("tiny[test]"), 8, 4, 40, new StepSchedule(1e-2, [30]), "MIT", 1, 10);

    private readonly Temporary _files = new();

    public static TheoryData<string> Shipped => TrainingFileTests.Shipped;

    private ResearchPaths Paths => ResearchPaths.Resolve() with { RunsRoot = _files.Path("runs") };

    public void Dispose() => _files.Dispose();

    [Fact]
    public void ATraining_LearnsAndWritesWeightsThatSayWhatTheyAre()
    {
        var report = Run(Recipe, "whole.safetensors");
        var losses = report.Outcome.Log.Rows.Select(row => row.Loss).ToList();
        Assert.Equal(4, losses.Count);
        Assert.InRange(losses[^1], 0, 0.95 * losses[0]);
        Assert.Equal(5, File.ReadAllLines(_files.Path("whole.csv")).Length);

        using var file = Safetensors.Read(report.Weights);
        Assert.Equal("tiny[training]", file.Metadata["trained_on"]);
        Assert.StartsWith("tiny[test] psnr:y ", file.Metadata["validation"], StringComparison.Ordinal);
        var entry = Catalogs.Weights.Identify(report.Weights);
        Assert.Equal(("abpn", """{"layers":1,"channels":8}""", "MIT"), (entry.Network, entry.Parameters.ToJsonString(), entry.Licence));
        using var loaded = new Research.Framework.Graph.NetworkLoader(Catalogs.Networks, Paths).Load(entry, 2);
    }

    [Fact]
    public void InterruptedAndRunAgain_ItWritesTheSameBytes()
    {
        var whole = Run(Recipe with { Seed = 2 }, "whole.safetensors");
        Directory.Delete(_files.Path("runs"), recursive: true);
        using var interrupt = new CancellationTokenSource();
        Assert.Throws<OperationCanceledException>(() => Run(Recipe with { Seed = 2 }, "resumed.safetensors", new Interrupt(17, interrupt)));
        Assert.False(File.Exists(_files.Path("resumed.safetensors")));
        var resumed = Run(Recipe with { Seed = 2 }, "resumed.safetensors");
        Assert.Equal((0L, 17L), (whole.Outcome.ResumedAt, resumed.Outcome.ResumedAt));
        Assert.True(File.ReadAllBytes(whole.Weights).AsSpan().SequenceEqual(File.ReadAllBytes(resumed.Weights)));
    }

    [Fact]
    public void AnotherRecipe_DoesNotGoOnFromThisOneSCheckpoint()
    {
        Run(Recipe with { Steps = 2, LogEvery = 1 }, "a.safetensors");
        Assert.Equal(0, Run(Recipe with { Steps = 2, LogEvery = 1, Batch = 3 }, "b.safetensors").Outcome.ResumedAt);
        Assert.Equal(2, Run(Recipe with { Steps = 2, LogEvery = 1 }, "a.safetensors").Outcome.ResumedAt);
    }

    [Fact]
    public void ImagesSmallerThanTheCrop_AreLeftOutAndNamed()
    {
        var mixed = Recipe with { Images = [Set("tiny[training]"), Set("synthetic[calibration,1-2]")], Crop = 25 }; // tiny's LR images measure 24 x 24.
        var run = TrainingRun.Prepare(mixed, Catalogs, Paths, null, CancellationToken.None);
        Assert.Equal(2, run.Images.Pairs.Length);
        Assert.Equal(["tiny[training]/waves", "tiny[training]/steps"], run.Images.LeftOut);

        var problem = Assert.Throws<ResearchException>(() => TrainingRun.Prepare(Recipe with { Crop = 25 }, Catalogs, Paths, null, CancellationToken.None));
        Assert.Equal("No image of tiny[training] is as large as the crop of 25 LR pixels at x2; take a smaller crop or other images.", problem.Message);
    }

    [Fact]
    public void ValidationImagesThatAreTrainedOn_AreRefused()
    {
        var problem = Assert.Throws<ResearchException>(() => TrainingRun.Prepare(Recipe with { Validation = Set("tiny[training]") }, Catalogs, Paths, null, CancellationToken.None));
        Assert.StartsWith("tiny_x2 would be validated on images that it is trained on: 'waves' of tiny[training]", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ABrokenImage_IsNamed()
    {
        var problem = Assert.Throws<ResearchException>(() => TrainingRun.Prepare(Recipe with { Images = [Set("tiny[broken]")] }, Catalogs, Paths, null, CancellationToken.None));
        Assert.Equal("tiny[broken], image 'steps': cannot be read.", problem.Message);
    }

    /// <summary>A recipe that ships can be trained, here two steps long, of one small crop, and on drawn images.</summary>
    [Theory]
    [MemberData(nameof(Shipped))]
    public void AShippedRecipe_Trains(string file)
    {
        var recipe = Short(file);
        if (recipe.Start is { } start)
        {
            var from = Run(Short("edsr-baseline_x2.yaml"), "start.safetensors").Weights; // What they all start from.
            recipe = recipe with { Start = start with { From = from } };
        }

        var report = Run(recipe, "shipped.safetensors");
        Assert.Equal(2, report.Outcome.Log.Rows.Length);
        Assert.All(report.Outcome.Log.Rows, row => Assert.True(double.IsFinite(row.Loss)));
        var entry = Catalogs.Weights.Identify(report.Weights);
        using var loaded = new Research.Framework.Graph.NetworkLoader(Catalogs.Networks, Paths).Load(entry, recipe.Scale);
    }

    [Fact]
    public void ANetworkOnLuma_LearnsLuma()
    {
        var recipe = Recipe with { Network = "idn", Parameters = [], Crop = 8, Batch = 2, Steps = 12, LogEvery = 4, Schedule = new StepSchedule(1e-5, []), Initial = InitialWeights.He };
        var report = Run(recipe, "luma.safetensors");
        Assert.InRange(report.Outcome.Log.Rows[^1].Loss, 0, report.Outcome.Log.Rows[0].Loss);
        Assert.Equal(WeightsIo.Y, Catalogs.Weights.Identify(report.Weights).Io);
    }

    [Fact]
    public void TheMeanSquare_IsAnotherTraining()
    {
        var (l1, l2) = (Run(Recipe with { Steps = 2, LogEvery = 1 }, "l1.safetensors"), Run(Recipe with { Steps = 2, LogEvery = 1, Loss = PixelLoss.L2 }, "l2.safetensors"));
        Assert.Equal(0, l2.Outcome.ResumedAt);
        Assert.True(l2.Outcome.Log.Rows[0].Loss > l1.Outcome.Log.Rows[0].Loss * l1.Outcome.Log.Rows[0].Loss, "a mean of squares is above the square of the mean");
    }

    /// <summary>Other networks cannot start from it, and say what is missing.</summary>
    [Fact]
    public void AStart_IsTakenOver_AndPartOfWhatATrainingIs()
    {
        var first = Run(Recipe, "first.safetensors");
        var start = new TrainingStart(first.Weights, ImmutableSortedDictionary<string, string>.Empty, [], []);
        var report = Run(Recipe with { Steps = 1, LogEvery = 1, Start = start, Schedule = new StepSchedule(1e-9, []) }, "second.safetensors");
        Assert.Equal(first.Validation.Mean("psnr:y"), report.Validation.Mean("psnr:y"), 1e-3);
        using var file = Safetensors.Read(report.Weights);
        Assert.StartsWith("tiny_x2 ", file.Metadata["started_from"].Replace("first", "tiny_x2", StringComparison.Ordinal), StringComparison.Ordinal);

        var other = Recipe with { Parameters = new() { ["layers"] = 2, ["channels"] = 8 }, Start = start };
        Assert.StartsWith("ABPN-M2C8 cannot start from ABPN-M1C8", Assert.Throws<ResearchException>(() => Run(other, "third.safetensors")).Message, StringComparison.Ordinal);
        var absent = Assert.Throws<ResearchException>(() => Run(Recipe with { Start = start with { From = "nowhere.safetensors" } }, "fourth.safetensors"));
        Assert.Equal("tiny_x2 starts from 'nowhere.safetensors', which is not there. Train it first, or name other weights under 'start'.", absent.Message);
    }

    private static TrainingRecipe Short(string file) => TrainingFile.Load(Path.Combine(AppContext.BaseDirectory, "experiments", "train", file), Catalogs) with
    {
        Images = [Set("synthetic[calibration,1-2]")],
        Validation = Set("tiny[test]"),
        Crop = 8,
        Batch = 1,
        Steps = 2,
        LogEvery = 1,
    };

    private static DatasetChoice Set(string name) => new(name, null, ImageUse.Default, Optional: false);

    private TrainingReport Run(TrainingRecipe recipe, string output, Interrupt? interrupt = null) =>
        TrainingRun.Prepare(recipe, Catalogs, Paths, interrupt, CancellationToken.None).Execute(_files.Path(output), interrupt?.Token ?? CancellationToken.None);

    private sealed class Interrupt(long step, CancellationTokenSource source) : IProgress<TrainingProgress>
    {
        internal CancellationToken Token => source.Token;

        public void Report(TrainingProgress value)
        {
            if (value.Step == step)
            {
                source.Cancel();
            }
        }
    }
}
