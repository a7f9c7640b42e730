using Research.Framework.Experiments;
using Research.Framework.Graph;
using Research.Framework.Quantization;
using Research.Framework.Tables;
using Research.Framework.Training;

namespace Research.Tests.Framework.Experiments;

/// <summary>What methods are trained on, and by what their networks are chosen.</summary>
[Trait("tier", "recipe")]
public sealed class TrainingSetsTests : NeedsFixture
{
    [Fact]
    public void TrainingImages_AreChecked()
    {
        Assert.Equal("tiny.yaml(4,10): method 'trained' needs training images: name a data set under 'training'", Problem("[trained]", training: ""));
        Assert.StartsWith("tiny.yaml(6,11): There is no data set 'tyni'. Did you mean 'tiny'?", Problem("[trained]", training: "training: tyni[fitting]"), StringComparison.Ordinal);
        Assert.StartsWith("tiny: images are calibrated or trained on and also evaluated: 'waves' of tiny[test]", Problem("[trained]", training: "training: tiny[test]"), StringComparison.Ordinal);
        Assert.Empty(Plan("[minmax]", training: "training: tiny[test]").Leaks);
    }

    [Fact]
    public void SeveralTrainingSets_AreTrainedOnTogether_InTheirOrder()
    {
        Trained.OnQuantize = (request, _) => Assert.Equal(["tiny[training]", "tiny[calibration]"], request.Training.Select(set => set.Name));
        var plan = Plan("[trained]", training: "training: ['tiny[training]', { prefer: 'tiny[absent]', optional: true }, { prefer: 'Set5', else: 'tiny[calibration]' }, 'tiny[calibration]']");
        Assert.Empty(Run(plan, new SilentProgress()).Failures);
        Assert.Contains(plan.Skipped, part => part.Name == "tiny[absent]");
        Assert.Equal("tiny.yaml(6,11): 'tiny[test]' stands in 'training' more than once", Problem("[trained]", training: "training: ['tiny[test]', 'tiny[test]']").Split('\n')[0]);
        Assert.StartsWith("tiny.yaml(6,12): There is no data set 'tyni'.", Problem("[trained]", training: "training: ['tyni[fitting]']"), StringComparison.Ordinal);
        Assert.StartsWith("tiny: images are calibrated or trained on and also evaluated: 'waves' of tiny[test]", Problem("[trained]", training: "training: ['tiny[training]', 'tiny[test]']"), StringComparison.Ordinal);
    }

    [Fact]
    public void NoTrainingSetAtHand_FailsTheMethodsThatTrain_WithTheReason()
    {
        Trained.OnQuantize = (request, token) => TrainingImages.Read(request.Training, 2, 8, token);
        var result = Run(Plan("[trained, minmax]", training: "training: [{ prefer: 'tiny[absent]', optional: true }]"), new SilentProgress());
        Assert.Equal("There are no training images; name data sets under 'training' of which one is at hand.", Assert.Single(result.Failures).Message);
        Assert.Single(result.Rows);
    }

    [Fact]
    public void TheValidator_IsTheMeanPsnrOverTheValidationSet_ForMethodsThatTrain()
    {
        const string Sets = "training: tiny[training]\nvalidation: tiny[calibration]";
        var scores = new List<double>();
        Teacher.OnQuantize = (request, _) => Assert.Null(request.Validator);
        Trained.OnQuantize = (request, token) =>
        {
            scores.Add(request.Validator!.Score(QuantizedNetwork.FullPrecision(request.Network), token));
        };
        Assert.Empty(Run(Plan("[trained, teacher]", training: Sets), new SilentProgress()).Failures);
        var evaluated = Run(Plan("[fp32]", "['tiny[calibration]']"), new SilentProgress());
        Assert.Equal([evaluated.Rows[0].Metrics["psnr:y"]], scores);
    }

    [Fact]
    public void TrainingAndValidation_ArePartOfTheKey_ByWhatTheyShow()
    {
        string Key(string training) => new CellKeys(Plan("[trained]", training: training), new NetworkLoader(Known.Networks, Paths)).Quantize(Plan("[trained]").Cells[0]).Hash;
        string[] keys =
        [
            Key("training: tiny[training]"),
            Key("training: ['tiny[training]', 'tiny[calibration]']"),
            Key("training: ['tiny[calibration]', 'tiny[training]']"),
            Key("training: tiny[training]\nvalidation: tiny[calibration]"),
            Key("training: tiny[training]\nvalidation: tiny[fitting]"),
        ];
        Assert.Equal(keys.Length, keys.Distinct().Count());
        Assert.Equal(keys[0], Key("training: [{ prefer: 'tiny[absent]', else: 'tiny[training]' }]"));
    }

    [Fact]
    public void ValidationImages_AreNeitherTrainedOnNorEvaluated_UnlessTheExperimentSaysSo()
    {
        Assert.StartsWith(
            "tiny: networks would be chosen by images that they are trained on: 'waves' of tiny[training] is 'waves' of tiny[training];",
            Problem("[trained]", training: "training: ['tiny[calibration]', 'tiny[training]']\nvalidation: tiny[training]\nselect_on_test: true"),
            StringComparison.Ordinal);
        const string OnTest = "training: tiny[training]\nvalidation: tiny[test]";
        Assert.Matches("^tiny: networks would be chosen by images that are also evaluated: .*'select_on_test: true'", Problem("[trained]", training: OnTest + "\nallow_leak: true"));
        Assert.Empty(Plan("[minmax]", training: OnTest).ChosenOnTest); // Nobody chooses.

        var caption = Caption.Lines(Run(Plan("[trained]", training: OnTest + "\nselect_on_test: true"), new SilentProgress())).ToList();
        Assert.Contains("Training: tiny[training] (2 images).", caption);
        Assert.Contains("Validation, by which trained networks are chosen: tiny[test] (2 images).", caption);
        Assert.Contains("CHOSEN ON TEST IMAGES: 2 images by which trained networks are chosen are also evaluated, as the experiment allows.", caption);
        Assert.DoesNotContain(Caption.Lines(Run(Plan("[trained]", training: "training: tiny[training]\nvalidation: tiny[calibration]"), new SilentProgress())), line => line.StartsWith("CHOSEN", StringComparison.Ordinal));
    }
}
