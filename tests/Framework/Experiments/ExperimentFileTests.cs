using Research.Framework.Experiments;
using Research.Framework.Methods;
using Research.Framework.Runtime;

namespace Research.Tests.Framework.Experiments;

[Trait("tier", "unit")]
public sealed class ExperimentFileTests
{
    private const string Good = """
        name: paper/table1
        title: A table
        networks:
          - EDSR-8_x2
          - { weights: CARN-M_x234, scale: 4, optional: true }
        methods:
          - fp32
          - minmax[w=4,a=4]
          - id: minmax
            options: { roles: [body, tail] }
        calibration: photos[calibration]
        datasets:
          - Set5
          - prefer: photos[test]
            else: Set14
        metrics: [psnr:y]
        seeds: [1, 2]
        """;

    [Fact]
    public void Parse_GivesWhatIsWritten()
    {
        var experiment = Parse(Good);
        Assert.Equal("paper/table1", experiment.Name);
        Assert.Equal([("EDSR-8_x2", 2, false), ("CARN-M_x234", 4, true)], experiment.Networks.Select(network => (network.Weights.Id, network.Scale, network.Optional)));
        Assert.Equal(["fp32", "minmax[w=4,a=4]", "minmax[roles=[body,tail]]"], experiment.Methods.Select(method => method.Identity.ToString()));
        Assert.Equal([("Set5", null), ("photos[test]", "Set14")], experiment.Datasets.Select(dataset => (dataset.Prefer, dataset.Else)));
        Assert.Equal("whole-image", experiment.Protocol.Name);
        Assert.Equal([1L, 2L], experiment.Seeds);
    }

    [Fact]
    public void Parse_OfWeightsWithSeveralScales_TakesAll() => Assert.Equal(
        [2, 3, 4],
        Parse(Line("networks", "[CARN-M_x234]")).Networks.Select(network => network.Scale));

    [Theory]
    [InlineData("title: A table", "titel: A table", "x.yaml(2,1): there is no key 'titel' here. Did you mean 'title'?")]
    [InlineData("title: A table", "titel: A table", "x.yaml(1,1): the key 'title' is missing")]
    [InlineData("name: paper/table1", "name: ../etc", "x.yaml(1,7): the name '../etc' becomes a folder")]
    [InlineData("  - EDSR-8_x2", "  - EDSR-8_x3", "x.yaml(4,5): There are no weights 'EDSR-8_x3' in the catalog. Did you mean 'EDSR-8_x2'?")]
    [InlineData("scale: 4", "scale: 5", "x.yaml(5,36): 'CARN-M_x234' has no scale 5; it has 2, 3, 4")]
    [InlineData("scale: 4", "scale: four", "x.yaml(5,36): expected a whole number, found \"four\"")]
    [InlineData("optional: true", "optionel: true", "x.yaml(5,39): there is no key 'optionel' here. Did you mean 'optional'?")]
    [InlineData("  - fp32", "  - fp23", "x.yaml(7,5): There is no method 'fp23'. Did you mean 'fp32'?")]
    [InlineData("minmax[w=4,a=4]", "minmax[w=4,b=4]", "x.yaml(8,5): there is no key 'b' here.")]
    [InlineData("minmax[w=4,a=4]", "minmax[w=4", "x.yaml(8,5): 'minmax[w=4' cannot be read from '' on")]
    [InlineData("roles: [body, tail]", "roles: [body, tial]", "x.yaml(10,30): expected one of ")]
    [InlineData("roles: [body, tail]", "rols: [body]", "x.yaml(10,16): there is no key 'rols' here. Did you mean 'roles'?")]
    [InlineData("calibration: photos[calibration]", "protocol: whole-image", "x.yaml(7,3): method 'minmax[w=4,a=4]' needs calibration images")]
    [InlineData("calibration: photos[calibration]", "calibration: fotos[calibration]", "x.yaml(11,14): There is no data set 'fotos'. Did you mean 'photos'?")]
    [InlineData("else: Set14", "else: Set15", "x.yaml(15,11): There is no data set 'Set15'. Did you mean 'Set14'?")]
    [InlineData("  - Set5", "  - Set5[", "x.yaml(13,5): The data set 'Set5[' lacks its closing bracket")]
    [InlineData("  - Set5", "  - 5", "x.yaml(13,5): expected keys and values, found 5")]
    [InlineData("metrics: [psnr:y]", "metrics: [psnr:x]", "x.yaml(16,11): There is no metric 'psnr:x'. Did you mean 'psnr:y'?")]
    [InlineData("metrics: [psnr:y]", "metrics: psnr:y", "x.yaml(16,10): expected a list")]
    [InlineData("metrics: [psnr:y]", "metrics: []", "x.yaml(16,10): 'metrics' is an empty list")]
    [InlineData("metrics: [psnr:y]", "metrics: [psnr:y]\nfigures: [psnr-against-bit]", "x.yaml(17,11): There is no figure 'psnr-against-bit'. Did you mean 'psnr-against-bits'?")]
    [InlineData("metrics: [psnr:y]", "metrics: [psnr:y]\ntable: anchors", "x.yaml(16,10): a table of anchors needs ssim:y-valid")]
    [InlineData("metrics: [psnr:y]", "metrics: [psnr:y]\ntable: anchor", "x.yaml(17,8): expected one of comparison, anchors, found \"anchor\"")]
    [InlineData("metrics: [psnr:y]", "metrics: [psnr:y]\nprotocol: tiles[4,4]", "x.yaml(17,11): Protocol 'tiles[4,4]': the tile must measure 8..4096")]
    [InlineData("seeds: [1, 2]", "seeds: [1, 1]", "x.yaml(17,8): '1' stands in 'seeds' more than once")]
    [InlineData("  - fp32", "  - minmax[a=4,w=4]", "x.yaml(7,3): 'minmax[w=4,a=4]' stands in 'methods' more than once")]
    [InlineData("name: paper/table1", "name: [a]", "x.yaml(1,7): expected text, found [\"a\"]")]
    [InlineData("name: paper/table1", "name: paper/table1\nname: b", "x.yaml(2,1): ")]
    [InlineData("title: A table", "title:", "x.yaml(2,7): a value is missing; expected text")]
    [InlineData("title: A table", "title: 'A table", "x.yaml(2,8): ")]
    [InlineData("title: A table", "title: A table\n\tdescription: x", "x.yaml(2,8): While scanning a plain scalar, found ")]
    [InlineData("title: A table", "title: A table\nallow_leak: maybe", "x.yaml(3,13): expected true or false, found \"maybe\"")]
    [InlineData("title: A table", "title: [A, table]", "x.yaml(2,8): expected text, found [\"A\",\"table\"]")]
    [InlineData("  - fp32", "  -", "x.yaml(7,4): a value is missing")]
    [InlineData("  - fp32", "  - fp32\n  - fp32", "x.yaml(7,3): 'fp32' stands in 'methods' more than once")]
    [InlineData("  - fp32", "  - fp32[w=4]", "x.yaml(7,5): there is no key 'w' here. Known: none.")]
    [InlineData("  - fp32", "  - { name: fp32 }", "x.yaml(7,7): there is no key 'name' here.")]
    [InlineData("  - fp32", "  - [fp32]", "x.yaml(7,5): expected keys and values, found [\"fp32\"]")]
    [InlineData("  - fp32", "  - minmax[w=99]", "x.yaml(7,5): minmax[w=99]: bits must lie in 2..16; given w=99, a=8")]
    [InlineData("  - fp32", "  - minmax[crop=-3]", "x.yaml(7,5): minmax[crop=-3]: crop must be 0")]
    [InlineData("  - fp32", "  - percentile[p=200]", "x.yaml(7,5): percentile[p=200]: p must lie above 50")]
    [InlineData("  - fp32", "  - { id: minmax, cross: { w: 6 } }", "x.yaml(7,31): expected a list of values for 'w', or 'same'")]
    [InlineData("  - fp32", "  - { id: minmax, cross: { a: same } }", "x.yaml(7,31): expected a list of values for 'a', or 'same'")]
    [InlineData("  - fp32", "  - { id: minmax, cross: { w: [8, six] } }", "x.yaml(7,31): expected a whole number, found \"six\"")]
    [InlineData("  - fp32", "  - { id: minmax, cross: { v: [8, 6] } }", "x.yaml(7,28): there is no key 'v' here.")]
    [InlineData("  - fp32", "  - { id: minmax, options: { w: 6 }, cross: { w: [8] } }", "x.yaml(7,50): 'w' stands in 'options' and in 'cross'")]
    [InlineData("scale: 4", "scale: 4.5", "x.yaml(5,36): expected a whole number, found 4.5")]
    [InlineData("  - EDSR-8_x2", "  - EDSR-8_x2\n  - EDSR-8_x2", "x.yaml(4,3): 'EDSR-8_x2 at x2' stands in 'networks' more than once")]
    [InlineData("optional: true", "except: [Set5, Set6]", "x.yaml(5,54): the experiment has no data set 'Set6'. Did you mean 'Set5'? Known: Set5, photos[test].")]
    [InlineData("optional: true", "except: Set5", "x.yaml(5,47): expected a list, found \"Set5\"")]
    [InlineData("optional: true", "excapt: [Set5]", "x.yaml(5,39): there is no key 'excapt' here. Did you mean 'except'?")]
    [InlineData("seeds: [1, 2]", "seeds: 1", "x.yaml(17,8): expected a list, found 1")]
    [InlineData("seeds: [1, 2]", "seeds: [one]", "x.yaml(17,9): expected a whole number, found \"one\"")]
    [InlineData("seeds: [1, 2]", "protocol: whole", "x.yaml(17,11): There is no protocol 'whole'.")]
    [InlineData("seeds: [1, 2]", "profiles: { slow: { seeds: [1] } }", "x.yaml(17,13): there is no profile 'slow'. Known: cpu, paper, quick.")]
    [InlineData("seeds: [1, 2]", "profiles: cpu", "x.yaml(17,11): expected the profiles quick, cpu, paper as keys")]
    [InlineData("seeds: [1, 2]", "profiles: { quick: { name: b } }", "x.yaml(17,22): a profile cannot replace 'name'")]
    [InlineData("seeds: [1, 2]", "profiles: { quick: { seed: [1] } }", "x.yaml(17,22): there is no key 'seed' here. Did you mean 'seeds'?")]
    [InlineData("seeds: [1, 2]", "profiles: { quick: { datasets: [Set6] } }", "x.yaml(17,33): There is no data set 'Set6'. Did you mean 'Set5'?")]
    [InlineData("seeds: [1, 2]", "extends: absent.yaml", "x.yaml(17,10): 'absent.yaml' cannot be read: ")]
    [InlineData("seeds: [1, 2]", "extends: x.yaml", "x.yaml(17,10): 'x.yaml' extends this file in turn")]
    [InlineData("seeds: [1, 2]", "extends: [a]", "x.yaml(17,10): expected the path of another experiment")]
    [InlineData("seeds: [1, 2]", "---\nname: b", "x.yaml(18,1): holds 2 YAML documents; one is expected.")]
    public void Parse_OfABrokenFile_SaysWhereAndWhat(string part, string broken, string message)
    {
        Assert.Contains(part, Good, StringComparison.Ordinal);
        var error = Assert.Throws<ResearchException>(() => Parse(Good.Replace(part, broken, StringComparison.Ordinal)));
        Assert.Contains(error.Message.Split('\n'), line => line.StartsWith(message, StringComparison.Ordinal));
    }

    [Fact]
    public void Parse_FindsAllErrorsAtOnce()
    {
        var yaml = Good.Replace("fp32", "fp16", StringComparison.Ordinal)
            .Replace("title: A table", "titel: A table", StringComparison.Ordinal)
            .Replace("Set14", "Set41", StringComparison.Ordinal)
            .Replace("w=4", "w=wide", StringComparison.Ordinal);
        var lines = Assert.Throws<ResearchException>(() => Parse(yaml)).Message.Split('\n');
        Assert.Equal(5, lines.Length); // Two of the title, one of each other.
        Assert.All(lines, line => Assert.Matches(@"^x\.yaml\(\d+,\d+\): ", line));
    }

    [Theory]
    [InlineData("datasets: ['tiny[test]']", null)]
    [InlineData("datasets: [{ prefer: 'tiny[absent]', else: 'tiny[test]' }, Set5]", null)] // Set5 is not at hand.
    [InlineData("datasets: ['tiny[tset]']", "x.yaml(6,12): tiny has no part 'tset'.")]
    [InlineData("datasets: [{ prefer: 'tiny[absent]', else: 'tiny[tset]' }]", "x.yaml(6,44): tiny has no part 'tset'.")]
    [InlineData("datasets: ['tiny[fitting]']", "x.yaml(5,14): images are calibrated or trained on and also evaluated: 'waves' of tiny[fitting] is 'waves' of tiny[fitting]; 'steps'")]
    [InlineData("datasets: ['tiny[fitting]']\nallow_leak: true", null)]
    public void Parse_LooksAtTheDataThatAreAtHand(string datasets, string? problem)
    {
        var yaml = $"""
            name: x
            title: x
            networks: [bicubic-net]
            methods: [minmax]
            calibration: tiny[fitting]
            {datasets}
            metrics: ['psnr:y']
            """;
        var nowhere = new ResearchPaths("/nowhere/data", "/nowhere/weights", "/nowhere/cache", "/nowhere/runs");
        Parse(yaml);
        if (problem is null)
        {
            ExperimentFile.Parse("x.yaml", yaml, TestCatalogs.Create(), data: nowhere);
        }
        else
        {
            Assert.StartsWith(problem, Assert.Throws<ResearchException>(() => ExperimentFile.Parse("x.yaml", yaml, TestCatalogs.Create(), data: nowhere)).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Load_OfNoFile_SaysSo() =>
        Assert.Contains("absent.yaml", Assert.Throws<ResearchException>(() => ExperimentFile.Load("absent.yaml", TestCatalogs.Create(), Budget.Quick)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData(Budget.Quick)]
    [InlineData(Budget.Cpu)]
    [InlineData(Budget.Paper)]
    public void TheShippedExperiments_AreValidInEveryProfile(Budget profile)
    {
        var files = ExperimentSchemaTests.Files().ToList();
        Assert.True(files.Count >= 2);
        Assert.All(files, file => ExperimentFile.Load(file, TestCatalogs.Create(), profile));
    }

    private static Experiment Parse(string yaml) => ExperimentFile.Parse("x.yaml", yaml, TestCatalogs.Create());

    private static string Line(string key, string value) => $"""
        name: x
        title: x
        methods: [fp32]
        datasets: [Set5]
        metrics: ['psnr:y']
        {key}: {value}
        """;
}
