using Research.Framework.Experiments;
using Research.Framework.Runtime;

namespace Research.Tests.Framework.Experiments;

[Trait("tier", "unit")]
public sealed class ExperimentFilterTests
{
    private static readonly Experiment Whole = ExperimentFile.Parse(
        "x.yaml",
        """
        name: x
        title: X
        networks: [EDSR-8_x2, CARN-M_x234]
        methods: [fp32, minmax, 'minmax[w=4,a=4]', 'minmax[w=4]']
        calibration: photos[calibration]
        datasets: [Set5, 'DIV2K[valid,1-10]', { prefer: 'photos[test]', else: Set14 }]
        metrics: ['psnr:y']
        seeds: [1, 2]
        """,
        TestCatalogs.Create());

    [Fact]
    public void NoPattern_TakesAll() => Assert.Equal(Whole, new ExperimentFilter().Apply(Whole));

    [Theory]
    [InlineData("minmax", "minmax", "minmax[w=4,a=4]", "minmax[w=4]")]
    [InlineData("minmax[w=4]", "minmax[w=4]")]
    [InlineData("MINMAX[w=4*", "minmax[w=4,a=4]", "minmax[w=4]")]
    [InlineData("fp*", "fp32")]
    public void Methods_MatchByNameAndByIdentity(string pattern, params string[] expected) =>
        Assert.Equal(expected, new ExperimentFilter { Methods = [pattern] }.Apply(Whole).Methods.Select(method => method.Identity.ToString()));

    [Theory]
    [InlineData("EDSR-8_x2", "EDSR-8_x2 2")]
    [InlineData("carn-m_x234:x3", "CARN-M_x234 3")]
    [InlineData("CARN-M_x234", "CARN-M_x234 2", "CARN-M_x234 3", "CARN-M_x234 4")]
    [InlineData("edsr", "EDSR-8_x2 2")]
    public void Networks_MatchByWeightsScaleAndArchitecture(string pattern, params string[] expected) =>
        Assert.Equal(expected, new ExperimentFilter { Networks = [pattern] }.Apply(Whole).Networks.Select(network => $"{network.Weights.Id} {network.Scale}"));

    [Theory]
    [InlineData("DIV2K", "DIV2K[valid,1-10]")]
    [InlineData("Set14", "photos[test]")]
    [InlineData("Set*", "Set5", "photos[test]")]
    public void Datasets_MatchByNameAndByPart(string pattern, params string[] expected) =>
        Assert.Equal(expected, new ExperimentFilter { Datasets = [pattern] }.Apply(Whole).Datasets.Select(dataset => dataset.Prefer));

    [Fact]
    public void Seeds_MatchByNumber() => Assert.Equal([2L], new ExperimentFilter { Seeds = ["2"] }.Apply(Whole).Seeds);

    [Fact]
    public void APatternThatMatchesNothing_IsAnError() => Assert.Equal(
        "No method of the experiment is called 'minmx'. Did you mean 'minmax'? Known: fp32, minmax, minmax[w=4,a=4], minmax[w=4]. 'research plan' lists the cells of the experiment.",
        Assert.Throws<ResearchException>(() => new ExperimentFilter { Methods = ["fp32", "minmx"] }.Apply(Whole)).Message);
}
