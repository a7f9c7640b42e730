using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Research.Framework.Results;
using Research.Framework.Tables;
using Research.Framework.Yaml;

namespace Research.Tests.Framework.Tables;

/// <summary>Our table beside a paper's, byte for byte, whatever the culture.</summary>
[Trait("tier", "unit")]
public sealed class ReferenceComparisonTests
{
    private static readonly ReferenceTable Paper = new(
        "table1",
        [
            Figures("EDSR-baseline", "fp32", "Set5", 37.99, 0.960) with { WeightBits = 32, ActivationBits = 32, Fab = 32 },
            Figures("EDSR-baseline", "MinMax", "Set5", 36.5, 0.945) with { Fab = 4 },
            Figures("EDSR-baseline", "fp32", "Urban", 31.98, null) with { WeightBits = 32, ActivationBits = 32 },
            Figures("EDSR-baseline", "MinMax", "Urban", 30.48, null),
            Figures("EDSR-baseline", "other", "Set5", 37.5, null) with { WeightBits = 4, ActivationBits = 4, PsnrDrop = 0.5, Reliability = "second-hand", Source = "Others", Convention = "RGB" },
            Figures("CARN", "fp32", "Set5", 37.76, 0.959) with { WeightBits = 32, ActivationBits = 32 },
        ],
        ImmutableSortedDictionary<string, PaperNetwork>.Empty.Add("EDSR-8_x2", new("EDSR-baseline")).Add("CARN_x2", new("CARN", SameWeights: true)),
        ImmutableSortedDictionary<string, string>.Empty.Add("minmax[w=4,a=4]", "MinMax"),
        ImmutableSortedDictionary<string, string>.Empty.Add("Urban100", "Urban"));

    private static readonly IReadOnlyList<ResultRow> Rows = ExperimentResult.WithDrops(
    [
        MadeUpRows.Row("EDSR-8_x2", "fp32", "", "Set5", 37.801, 0.9599),
        MadeUpRows.Row("EDSR-8_x2", "minmax", "w=4,a=4", "Set5", 1036.4, 0.94),
        MadeUpRows.Row("EDSR-8_x2", "minmax", "w=4,a=4", "Set5", 1038.4, 0.94) with { Seed = 2 },
        MadeUpRows.Row("EDSR-8_x2", "percentile", "w=4,a=4", "Set5", 37.25, 0.95),
        MadeUpRows.Row("CARN_x2", "fp32", "", "Set5", 37.7583, 0.959),
    ]);

    public static TheoryData<string> Cultures => Culture.Names;

    [Theory]
    [MemberData(nameof(Cultures))]
    public void Csv(string culture) => Check(culture, table => Encoding.UTF8.GetString(table.ToCsv().ToBytes()), """
        weights,scale,method,w_bits,a_bits,model_kb,ours,paper_reliability,Set5 fab,Set5 psnr_y,Set5 ssim_y_valid,Set5 psnr_y_drop_vs_fp32,Set5 paper_fab,Set5 paper_psnr,Set5 paper_ssim,Set5 paper_psnr_drop,Set5 psnr_minus_paper,Urban100 psnr_y,Urban100 paper_psnr,Urban100 paper_psnr_drop
        EDSR-8_x2,2,fp32,32,32,4.000,run,paper,32.0000,37.8010,0.9599,0.0000,32.0000,37.9900,0.9600,0.0000,,,31.9800,0.0000
        EDSR-8_x2,2,"minmax[w=4,a=4]",4,,0.500,run,paper,4.1250,1037.4000,0.9400,-998.5990,4.0000,36.5000,0.9450,1.4900,,,30.4800,1.5000
        EDSR-8_x2,2,"percentile[w=4,a=4]",4,,0.500,run,,4.1250,37.2500,0.9500,0.5510,,,,,,,,
        CARN_x2,2,fp32,32,32,4.000,run,paper,32.0000,37.7583,0.9590,0.0000,,37.7600,0.9590,0.0000,-0.0017,,,
        EDSR-baseline,2,other,4,4,,not run,second-hand,,,,,,37.5000,,0.5000,,,,

        """);

    [Theory]
    [MemberData(nameof(Cultures))]
    public void Markdown(string culture) => Check(culture, table => table.ToMarkdown("A title", []), """
        # A title

        | weights       | scale | method              | w_bits | a_bits | model_kb | ours    | paper_reliability |    Set5 |            |                  |                         |               |                |                |                     |                      |   Urban100 |                |                     |
        | ------------- | ----: | ------------------- | -----: | -----: | -------: | ------- | ----------------- | ------: | ---------: | ---------------: | ----------------------: | ------------: | -------------: | -------------: | ------------------: | -------------------: | ---------: | -------------: | ------------------: |
        |               |       |                     |        |        |          |         |                   | **fab** | **psnr_y** | **ssim_y_valid** | **psnr_y_drop_vs_fp32** | **paper_fab** | **paper_psnr** | **paper_ssim** | **paper_psnr_drop** | **psnr_minus_paper** | **psnr_y** | **paper_psnr** | **paper_psnr_drop** |
        | EDSR-8_x2     |     2 | fp32                |     32 |     32 |      4.0 | run     | paper             |   32.00 |     37.801 |           0.9599 |                   0.000 |         32.00 |          37.99 |          0.960 |                0.00 |                      |    not run |          31.98 |                0.00 |
        | EDSR-8_x2     |     2 | minmax[w=4,a=4]     |      4 |        |      0.5 | run     | paper             |    4.12 |   1037.400 |           0.9400 |                -998.599 |          4.00 |          36.50 |          0.945 |                1.49 |                      |    not run |          30.48 |                1.50 |
        | EDSR-8_x2     |     2 | percentile[w=4,a=4] |      4 |        |      0.5 | run     |                   |    4.12 |     37.250 |           0.9500 |                   0.551 |               |                |                |                     |                      |            |                |                     |
        | CARN_x2       |     2 | fp32                |     32 |     32 |      4.0 | run     | paper             |   32.00 |     37.758 |           0.9590 |                   0.000 |               |          37.76 |          0.959 |                0.00 |               -0.002 |            |                |                     |
        | EDSR-baseline |     2 | other               |      4 |      4 |          | not run | second-hand       |         |    not run |                  |                         |               |          37.50 |                |                0.50 |                      |            |                |                     |

        - `paper_*`: A paper (paper); Others (second-hand; PSNR: RGB). `paper_psnr_drop`: dB below the paper's own full precision.
        - `psnr_minus_paper`: only where the weights are the paper's; elsewhere the drops are what can be compared. Lines whose `ours` is 'not run' bear the paper's names.
        - Names: CARN_x2 stands beside CARN, the same weights; EDSR-8_x2 stands beside EDSR-baseline; minmax[w=4,a=4] beside MinMax; Urban100 beside Urban.
        - `fab`: average bits of the quantized activations (32: full precision), a plain mean over edges and images.
        - `psnr_y_drop_vs_fp32`: dB below the same weights in full precision.
        - `model_kb`: parameters in kB (1000 bytes), quantized weights packed, all others in FP32.

        """);

    [Theory]
    [MemberData(nameof(Cultures))]
    public void Latex(string culture) => Check(culture, table => LatexTable.Create(table, "A title", []), """
        \begin{table}
        \caption{A title}
        \begin{tabular}{lrlrrrllrrrrrrrrrrrr}
        \toprule
         &  &  &  &  &  &  &  & \multicolumn{9}{c}{Set5} & \multicolumn{3}{c}{Urban100} \\
        \cmidrule(lr){9-17}\cmidrule(lr){18-20}
        weights & scale & method & w\_bits & a\_bits & model\_kb & ours & paper\_reliability & fab & psnr\_y & ssim\_y\_valid & psnr\_y\_drop\_vs\_fp32 & paper\_fab & paper\_psnr & paper\_ssim & paper\_psnr\_drop & psnr\_minus\_paper & psnr\_y & paper\_psnr & paper\_psnr\_drop \\
        \midrule
        EDSR-8\_x2 & 2 & fp32 & 32 & 32 & 4.0 & run & paper & 32.00 & 37.801 & 0.9599 & 0.000 & 32.00 & 37.99 & 0.960 & 0.00 &  & not run & 31.98 & 0.00 \\
        EDSR-8\_x2 & 2 & minmax[w=4,a=4] & 4 &  & 0.5 & run & paper & 4.12 & 1037.400 & 0.9400 & -998.599 & 4.00 & 36.50 & 0.945 & 1.49 &  & not run & 30.48 & 1.50 \\
        EDSR-8\_x2 & 2 & percentile[w=4,a=4] & 4 &  & 0.5 & run &  & 4.12 & 37.250 & 0.9500 & 0.551 &  &  &  &  &  &  &  &  \\
        CARN\_x2 & 2 & fp32 & 32 & 32 & 4.0 & run & paper & 32.00 & 37.758 & 0.9590 & 0.000 &  & 37.76 & 0.959 & 0.00 & -0.002 &  &  &  \\
        EDSR-baseline & 2 & other & 4 & 4 &  & not run & second-hand &  & not run &  &  &  & 37.50 &  & 0.50 &  &  &  &  \\
        \bottomrule
        \end{tabular}
        \end{table}

        """);

    /// <summary>The table is rendered again from the manifest.</summary>
    [Fact]
    public void ThePapersFigures_ComeBackFromJson_AsTheyWere()
    {
        var json = JsonSerializer.Serialize(Paper, YamlFile.Binding);
        var back = JsonSerializer.Deserialize<ReferenceTable>(json, YamlFile.Binding)!;
        Assert.Equal(Paper.Rows, back.Rows);
        Assert.Equal(json, JsonSerializer.Serialize(back, YamlFile.Binding));
    }

    [Fact]
    public void WithoutAnythingInCommon_AllOfThePapersLinesAreNotRun()
    {
        var table = ComparisonTable.Create([MadeUpRows.Row("IDN_x2", "fp32", "", "Set5", 37, 0.95)], MadeUpRows.Metrics, Paper with { Networks = ImmutableSortedDictionary<string, PaperNetwork>.Empty });
        Assert.Equal(["run", "not run", "not run", "not run", "not run"], table.Rows.Select(row => row[6].Csv));
    }

    private static ReferenceRow Figures(string network, string method, string dataset, double psnr, double? ssim) =>
        new(network, 2, method, dataset, "paper", "A paper") { Psnr = psnr, Ssim = ssim };

    private static void Check(string culture, Func<ResultTable, string> print, string expected)
    {
        using var current = Culture.Of(culture);
        Assert.Equal(expected, print(ComparisonTable.Create(Rows, MadeUpRows.Metrics, Paper)));
    }
}
