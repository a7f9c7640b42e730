using Research.Framework.Experiments;
using Research.Framework.Methods;
using Research.Framework.Runtime;

namespace Research.Tests.Framework.Experiments;

[Trait("tier", "unit")]
public sealed class ExperimentLayersTests : IDisposable
{
    private const string Base = """
        name: base
        title: Base
        networks: [EDSR-8_x2]
        methods: [fp32]
        datasets: [Set5]
        metrics: ['psnr:y']
        profiles:
          cpu: { datasets: [Set5, Set14] }
        """;

    private readonly string _root = Directory.CreateTempSubdirectory("research-layers-").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Theory]
    [InlineData(Budget.Quick, "Set5")]
    [InlineData(Budget.Cpu, "Set5,Set14")]
    [InlineData(Budget.Paper, "Set5")]
    public void AProfile_ReplacesKeys(Budget profile, string datasets) => Assert.Equal(datasets, Datasets(Load(Write("base.yaml", Base), profile)));

    [Fact]
    public void Extends_TakesWhatIsNotWritten_FromAnotherFile()
    {
        Write("base.yaml", Base);
        var file = Write("more/child.yaml", "name: child\nextends: ../base.yaml\nmethods: [fp32, minmax]\ncalibration: photos[calibration]\nprofiles: { paper: { datasets: [B100] } }");
        var child = Load(file, Budget.Cpu);
        Assert.Equal(("child", "Base", 2, "Set5,Set14"), (child.Name, child.Title, child.Methods.Length, Datasets(child)));
        Assert.Equal("B100", Datasets(Load(file, Budget.Paper)));
    }

    [Fact]
    public void AnErrorInAnotherFile_IsReportedThere()
    {
        Write("base.yaml", Base.Replace("Set14", "Set41", StringComparison.Ordinal));
        var file = Write("child.yaml", "name: child\nextends: base.yaml");
        Assert.Contains("base.yaml(8,27): There is no data set 'Set41'", Assert.Throws<ResearchException>(() => Load(file, Budget.Cpu)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ANameIsNotInherited()
    {
        Write("base.yaml", Base);
        Assert.Contains("child.yaml(1,1): the key 'name' is missing", Assert.Throws<ResearchException>(() => Load(Write("child.yaml", "extends: base.yaml"), Budget.Quick)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{ w: [8, 6, 4], a: same }", "minmax", "minmax[w=6,a=6]", "minmax[w=4,a=4]")]
    [InlineData("{ w: [8, 4], per_channel: [true, false] }", "minmax", "minmax[per_channel=false]", "minmax[w=4]", "minmax[w=4,per_channel=false]")]
    [InlineData("{ roles: [[body], [body, tail]] }", "minmax", "minmax[roles=[body,tail]]")]
    public void Cross_TakesEveryCombination(string cross, params string[] expected)
    {
        var yaml = Base.Replace("[fp32]", $"[{{ id: minmax, cross: {cross} }}]\ncalibration: photos[calibration]", StringComparison.Ordinal);
        Assert.Equal(expected, Load(Write("cross.yaml", yaml), Budget.Quick).Methods.Select(method => method.Identity.ToString()));
    }

    private static Experiment Load(string file, Budget profile) => ExperimentFile.Load(file, TestCatalogs.Create(), profile);

    private static string Datasets(Experiment experiment) => string.Join(',', experiment.Datasets.Select(dataset => dataset.Prefer));

    private string Write(string name, string yaml)
    {
        var path = Path.Combine(_root, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, yaml);
        return path;
    }
}
