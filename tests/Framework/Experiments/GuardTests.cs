using System.Text;
using Research.Framework.Data;
using Research.Framework.Evaluation;
using Research.Framework.Experiments;
using Research.Framework.Methods;
using Research.Framework.Provenance;
using Research.Framework.Results;
using Research.Framework.Runtime;

namespace Research.Tests.Framework.Experiments;

/// <summary>What stops a run, and what is said under its table.</summary>
[Trait("tier", "recipe")]
public sealed class GuardTests : IDisposable
{
    private static readonly Catalogs Known = TestCatalogs.Create();

    private readonly string _root = Directory.CreateTempSubdirectory("research-guards-").FullName;

    private ResearchPaths Paths => new("/nowhere/data", "/nowhere/weights", "/nowhere/cache", _root);

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void CalibrationImagesThatAreEvaluated_StopThePlan()
    {
        var problem = Assert.Throws<ResearchException>(() => Plan("tiny[test]"));
        Assert.StartsWith("leak: images are calibrated or trained on and also evaluated: 'waves' of tiny[test] is 'waves' of tiny[test]; 'steps' of", problem.Message, StringComparison.Ordinal);
        Assert.Empty(Plan("tiny[calibration]").Leaks);
    }

    [Fact]
    public void ALeakThatIsAllowed_IsSaidInTableAndManifest()
    {
        var plan = Plan("tiny[test]", "allow_leak: true");
        var result = new ExperimentRunner(Known, Paths, new SilentProgress()).Run(plan, new RunSettings(), TestContext.Current.CancellationToken);
        var files = ResultFiles.Render(result, Known, new RunOrigin("research run leak.yaml", new GitState("0123456", false)));
        Assert.Contains("LEAK: 2 images are calibrated or trained on and also evaluated", Encoding.UTF8.GetString(files.Files[ResultFiles.TableMarkdown]), StringComparison.Ordinal);
        Assert.Contains("\"leaks\": [", Encoding.UTF8.GetString(files.Files[ResultFiles.ManifestFile]), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(37.801, true)]
    [InlineData(37.782, true)]
    [InlineData(37.780, false)]
    [InlineData(double.NaN, false)]
    public void FullPrecisionUnderItsAnchor_IsRefused(double psnr, bool passes)
    {
        var measured = Measured("Set5", psnr, new NominalBits(32, 32));
        if (passes)
        {
            AnchorGate.Check(measured);
        }
        else
        {
            Assert.Contains("these weights are known to reach 37.801 dB", Assert.Throws<AnchorMissedException>(() => AnchorGate.Check(measured)).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void TheAnchor_IsForFullPrecisionOnSet5Alone()
    {
        AnchorGate.Check(Measured("Set14", 30, new NominalBits(32, 32)));
        AnchorGate.Check(Measured("Set5", 30, new NominalBits(8, 8)));
    }

    [Fact]
    public void Flags_NameWhatLooksWrong()
    {
        ResultRow[] rows =
        [
            Row("", 8, 37.0, 0.8), Row("w=4,a=4", 4, 37.9, -0.1), Row("w=4,a=4,crop=0", 4, 37.9, -0.1), Row("w=3,a=3", 3, 37.5, 0.3),
        ];
        Assert.Equal(
            [
                "Check: minmax[w=4,a=4]@EDSR-8_x2:x2 on Set5 is 0.10 dB better than full precision.",
                "Check: minmax[w=4,a=4,crop=0]@EDSR-8_x2:x2 on Set5 is 0.10 dB better than full precision.",
                "Check: equal in all figures: minmax[w=4,a=4]@EDSR-8_x2:x2 on Set5, minmax[w=4,a=4,crop=0]@EDSR-8_x2:x2 on Set5.",
                "Check: minmax@EDSR-8_x2:x2 on Set5 is 0.90 dB worse than minmax[w=4,a=4], with more bits.",
            ],
            SanityFlags.Of(rows));
        Assert.Empty(SanityFlags.Of([Row("", 8, 37.8, 0), Row("w=4,a=4", 4, 36, 1.8)]));
    }

    private ExperimentPlan Plan(string calibration, string more = "") => ExperimentPlan.Make(
        ExperimentFile.Parse(
            "leak.yaml",
            $"""
            name: leak
            title: Leak
            networks: [{"{ weights: bicubic-net, scale: 2 }"}]
            methods: [minmax]
            calibration: {calibration}
            datasets: ['tiny[test]']
            metrics: ['psnr:y']
            {more}
            """,
            Known),
        Budget.Quick,
        Known,
        Paths);

    private Measurement Measured(string dataset, double psnr, NominalBits bits)
    {
        var cell = new QuantizeCell(new NetworkChoice(Known.Weights.Find("EDSR-8_x2"), 2, false), Plan("tiny[calibration]").Experiment.Methods[0], 1);
        var image = new ImageResult("baby", 1, 1, new Dictionary<string, double>(StringComparer.Ordinal) { ["psnr:y"] = psnr }, 32, 0);
        var choice = new OpenedDataset(new DatasetChoice(dataset, null, ImageUse.Default, false), Known.Datasets.Open("tiny[test]", Paths), null);
        return new Measurement(new EvaluateCell(cell, choice), new EvaluationResult(dataset, "hash", "whole-image", [image]), bits, "hash", 1, 0);
    }

    private static ResultRow Row(string options, int bits, double psnr, double drop) => new()
    {
        Experiment = "flags",
        Profile = Budget.Quick,
        Method = "minmax",
        Options = options,
        Weights = "EDSR-8_x2",
        Network = "edsr",
        Scale = 2,
        Dataset = "Set5",
        Images = 5,
        Seed = 1,
        Protocol = "whole-image",
        WeightBits = bits,
        ActivationBits = bits,
        FeatureAverageBits = bits,
        Metrics = new Dictionary<string, double>(StringComparer.Ordinal) { ["psnr:y"] = psnr },
        PsnrDrop = drop,
        WeightsSha256 = "hash",
        DatasetSha256 = "hash",
        ModelBytes = 1,
    };
}
