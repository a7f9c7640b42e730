using Research.Framework.Experiments;
using Research.Framework.Runtime;

namespace Research.Tests.Framework.Experiments;

/// <summary><c>reference:</c>, the paper's table beside ours.</summary>
[Trait("tier", "unit")]
public sealed class ReferenceSectionTests : IDisposable
{
    private const string Figures = """
        table,network,scale,method,w_bits,a_bits,dataset,fab,bitops_g,psnr,ssim,psnr_drop,convention,reliability,source,note
        table1,EDSR-baseline,2,fp32,32,32,Set5,32,,37.99,0.960,,,paper,A paper,
        table1,EDSR-baseline,2,Min-max,,,Set5,4.00,,37.1,0.950,,Y,paper,A paper,
        twice,EDSR-baseline,2,fp32,32,32,Set5,32,,37.99,0.960,,,paper,A paper,
        twice,EDSR-baseline,2,fp32,32,32,Set5,32,,37.98,0.960,,,paper,A paper,by others

        """;

    private const string Good = """
        name: paper/table1
        title: A table
        networks: [EDSR-8_x2]
        methods: [fp32, 'minmax[w=4,a=4]']
        calibration: synthetic[calibration]
        datasets: ['synthetic[test]']
        metrics: [psnr:y]
        reference:
          file: figures.csv
          table: table1
          networks: { EDSR-8_x2: EDSR-baseline }
          methods: { 'minmax[w=4,a=4]': Min-max }
          datasets: { 'synthetic[test]': Set5 }
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("research-reference-").FullName;

    public ReferenceSectionTests() => File.WriteAllText(Path.Combine(_folder, "figures.csv"), Figures);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void TheTable_IsReadFromBesideTheExperiment()
    {
        var reference = Parse(Good).Reference!;
        Assert.Equal("table1", reference.Table);
        Assert.Equal([37.99, 37.1], reference.Rows.Select(row => row.Psnr!.Value));
        Assert.Equal((null, 4.0, "Y"), (reference.Rows[1].WeightBits, reference.Rows[1].Fab, reference.Rows[1].Convention));
        Assert.False(reference.Networks["EDSR-8_x2"].SameWeights);
        Assert.Equal("Min-max", reference.Methods["minmax[w=4,a=4]"]);
        Assert.True(Parse(Good.Replace("EDSR-8_x2: EDSR-baseline", "EDSR-8_x2: { name: EDSR-baseline, same_weights: true }", StringComparison.Ordinal)).Reference!.Networks["EDSR-8_x2"].SameWeights);
        Assert.Null(Parse(Good[..Good.IndexOf("reference:", StringComparison.Ordinal)]).Reference);
    }

    /// <summary>Also where another file of another folder builds on it.</summary>
    [Fact]
    public void TheFile_IsThatBesideTheFileThatNamesIt()
    {
        File.WriteAllText(Path.Combine(_folder, "base.yaml"), Good);
        var other = ExperimentFile.Parse(Path.Combine(_folder, "sub", "other.yaml"), "name: other\nextends: ../base.yaml", TestCatalogs.Create());
        Assert.Equal(2, other.Reference!.Rows.Length);
    }

    [Theory]
    [InlineData("file: figures.csv", "file: figure.csv", "(9,9): there is no file 'figure.csv' beside this one")]
    [InlineData("table: table1", "table: table2", "(10,10): there is no table 'table2' in 'figures.csv'. Did you mean 'table1'?")]
    [InlineData("table: table1", "table: twice", "(10,10): table 'twice' has 2 rows for fp32 on EDSR-baseline and Set5")]
    [InlineData("EDSR-8_x2: EDSR-baseline", "EDSR-8_x3: EDSR-baseline", "(11,15): the experiment has no 'EDSR-8_x3' among its networks. Did you mean 'EDSR-8_x2'?")]
    [InlineData("EDSR-8_x2: EDSR-baseline", "EDSR-8_x2: EDSR", "(11,26): the table has no network 'EDSR'. Known: EDSR-baseline.")]
    [InlineData("EDSR-8_x2: EDSR-baseline", "EDSR-8_x2: { nam: EDSR-baseline }", "(11,28): there is no key 'nam' here. Did you mean 'name'?")]
    [InlineData("': Min-max", "': Minmax", "(12,33): the table has no method 'Minmax'. Did you mean 'Min-max'?")]
    [InlineData("{ 'minmax[w=4,a=4]'", "{ 'minmax[w=4]'", "(12,14): the experiment has no 'minmax[w=4]' among its methods. Known: fp32, minmax[w=4,a=4].")]
    [InlineData("': Set5", "': Set6", "(13,34): the table has no data set 'Set6'. Did you mean 'Set5'?")]
    [InlineData("  table: table1", "", "(9,3): the key 'table' is missing")]
    public void WhatIsWrong_IsNamedWithItsPlace(string part, string broken, string message)
    {
        Assert.Contains(part, Good, StringComparison.Ordinal);
        var lines = Assert.Throws<ResearchException>(() => Parse(Good.Replace(part, broken, StringComparison.Ordinal))).Message.Split('\n');
        Assert.Contains(lines, line => line.StartsWith($"{_folder}/x.yaml{message}", StringComparison.Ordinal));
    }

    [Fact]
    public void AFileOfAnotherKind_IsRefused()
    {
        File.WriteAllText(Path.Combine(_folder, "figures.csv"), Figures.Replace(",paper,A paper,by", ",hearsay,A paper,by", StringComparison.Ordinal));
        Assert.Contains("(9,9): ", Assert.Throws<ResearchException>(() => Parse(Good)).Message, StringComparison.Ordinal);
        Assert.Contains("there is no reliability 'hearsay'", Assert.Throws<ResearchException>(() => Parse(Good)).Message, StringComparison.Ordinal);
        File.WriteAllText(Path.Combine(_folder, "figures.csv"), "a,b\n1,2\n");
        Assert.Contains("its columns are not table,network,", Assert.Throws<ResearchException>(() => Parse(Good)).Message, StringComparison.Ordinal);
    }

    private Experiment Parse(string yaml) => ExperimentFile.Parse($"{_folder}/x.yaml", yaml, TestCatalogs.Create());
}
