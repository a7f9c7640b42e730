using Research.Framework.Experiments;
using Research.Framework.Methods;
using Research.Framework.Runtime;
using Research.Tests.Framework.Experiments;

namespace Research.Tests.Methods.Cfqp;

/// <summary>An experiment on tiny images and small weights of our own, from YAML to rows and records.</summary>
[Trait("tier", "recipe")]
public sealed class CfqpRecipeTests : IDisposable
{
    private static readonly Catalogs Known = TestCatalogs.Create();

    private readonly string _root = Directory.CreateTempSubdirectory("research-cfqp-").FullName;

    private ResearchPaths Paths => new("/nowhere/data", "/nowhere/weights", "/nowhere/cache", _root);

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void AnExperiment_RunsInIntegers()
    {
        var result = new ExperimentRunner(Known, Paths, new SilentProgress()).Run(Plan("tiny[calibration]"), new RunSettings(), TestContext.Current.CancellationToken);
        Assert.Empty(result.Failures);
        var (full, clipped, naive, tamed) = (result.Rows[0], result.Rows[1], result.Rows[2], result.Rows[3]);
        Assert.Equal("simulated", full.Engine);
        Assert.All(result.Rows.Skip(1), row => Assert.Equal(("integer", 8, 8, 8.0), (row.Engine, row.WeightBits, row.ActivationBits, row.FeatureAverageBits)));

        // A quarter of the weights' bytes; biases keep 32 bits.
        var biases = Known.Networks.Find("abpn").Build(Known.Weights.Find("abpn-tiny_x3").Parameters, 3).Tensors.Where(tensor => tensor.Shape.Length == 1).Sum(tensor => tensor.Shape[0]);
        Assert.All(result.Rows.Skip(1), row => Assert.Equal(((full.ModelBytes - (4 * biases)) / 4) + (4 * biases), row.ModelBytes));

        Assert.InRange(full.Metrics["psnr:y"] - clipped.Metrics["psnr:y"], -0.5, 1.5);
        Assert.InRange(clipped.Metrics["psnr:y"] - tamed.Metrics["psnr:y"], -1, 1);
        Assert.NotEqual(naive.Metrics["psnr:y"], tamed.Metrics["psnr:y"]);

        var notes = result.Measurements[3].Notes.Records.ToDictionary(record => (record.Item, record.Quantity), record => record.Value);
        Assert.Equal(1, notes[("output", "is the clip")]);
        Assert.Equal(-128, notes[("output", "zero point")]);
        Assert.Equal(2, notes[("all", "converged")]);
        Assert.InRange(notes[("waves", "output high after (grey levels)")], 254.5, 255.5);
        Assert.InRange(notes[("output", "shift of red (grey levels)")], -1, 1);

        // Untouched images did not converge to anything, and where all ranges are remembered, from taming or from other cells, no time was taken.
        Assert.DoesNotContain(result.Measurements[2].Notes.Records, record => record.Quantity == "converged");
        Assert.Equal(["calibration"], result.Measurements[2].Notes.Times.Select(time => time.Phase));
        Assert.Equal(["conditioning"], result.Measurements[3].Notes.Times.Select(time => time.Phase));
        Assert.Empty(result.Measurements[4].Notes.Times);

        // Untouched, these images leave the output off [0, 255], and its codes are no pixels.
        Assert.Equal(0, result.Measurements[2].Notes.Records.Single(record => record.Quantity == "is the clip").Value);
    }

    [Fact]
    public void RepresentativeImagesThatAreEvaluated_AreRefused() =>
        Assert.StartsWith("cfqp: images are calibrated or trained on and also evaluated", Assert.Throws<ResearchException>(() => Plan("tiny[test]")).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("cfqp[image=-1]", "image must be an index from 0; given image=-1")]
    [InlineData("cfqp[image=1,k=2]", "image names a single image; it cannot stand with images=0, k=2")]
    [InlineData("cfqp[crop=-1]", "crop must be 0 (whole images)")]
    [InlineData("cfqp[tolerance=0]", "tolerance must lie in 0..64 grey levels; given tolerance=0")]
    [InlineData("cfqp[coverage=2]", "coverage must lie above 0 and at most at 1; given coverage=2")]
    [InlineData("cfqp[coverage=0.9]", "coverage ends the selection of k images; name k, or leave coverage=0.9 out")]
    [InlineData("cfqp[conditioning=none,rounds=2]", "conditioning=none changes no image; leave rounds, tolerance and max_change out")]
    [InlineData("cfqp[conditioning=none,tolerance=0.25]", "conditioning=none changes no image")]
    [InlineData("cfqp[conditioning=none,max_change=1]", "conditioning=none changes no image")]
    [InlineData("cfqp[conditioning=attenuate,rounds=2]", "conditioning=attenuate tries fixed factors; leave rounds=2 out")]
    [InlineData("cfqp[graph=none]", "graph")]
    public void OptionsThatCannotBe_AreNamed(string identity, string message) =>
        Assert.Contains(message, Assert.Throws<ResearchException>(() => MethodIdentity.Parse(identity).Choose(Known.Methods)).Message, StringComparison.Ordinal);

    private ExperimentPlan Plan(string calibration) => ExperimentPlan.Make(
        ExperimentFile.Parse(
            "cfqp.yaml",
            $"""
            name: cfqp
            title: CFQP
            networks: [abpn-tiny_x3]
            methods: [fp32, 'cfqp[graph=clipped,conditioning=none]', 'cfqp[conditioning=none]', cfqp, 'cfqp[image=1]', 'cfqp[images=1,reading=dequantized]', 'cfqp[k=1]']
            calibration: {calibration}
            datasets: ['tiny[test]']
            metrics: ['psnr:y']
            """,
            Known),
        Budget.Quick,
        Known,
        Paths);
}
