using System.Text;
using Research.Framework.Results;
using Research.Framework.Tables;
using Research.Networks;
using Research.Tests.Framework.Weights;

namespace Research.Tests.Framework.Tables;

/// <summary>The files as they must be, byte for byte, whatever the culture.</summary>
[Trait("tier", "unit")]
public sealed class TableSnapshotTests
{
    private static readonly IReadOnlyList<ResultRow> Rows = ExperimentResult.WithDrops(
    [
        MadeUpRows.Row("EDSR-8_x2", "fp32", "", "Set5", 37.80112345678901, 0.95991),
        MadeUpRows.Row("EDSR-8_x2", "minmax", "w=4,a=4", "Set5", 1234.5, 0.5),
        MadeUpRows.Row("EDSR-8_x2", "fp32", "", "DIV2K[valid,1-10]", 34.1, double.NaN),
        MadeUpRows.Row("IDN_x2", "fp32", "", "Set5", double.NaN, double.NaN),
    ]);

    private static readonly IReadOnlyList<ResultRow> Anchors =
    [
        Rows[0],
        MadeUpRows.Row("CARN-paper_x2", "fp32", "", "Set5", 37.7583, 0.959),
        MadeUpRows.Row("CARN-paper_x2", "fp32", "", "Set14", 33.5, 0.917),
        MadeUpRows.Row("IDN_x2", "fp32", "", "Set5", double.NaN, double.NaN) with
        {
            Metrics = new Dictionary<string, double>(StringComparer.Ordinal) { ["psnr:y"] = double.NaN, ["psnr:idn-y"] = 37.8301, ["ssim:y-valid"] = double.NaN },
        },
    ];

    public static TheoryData<string> Cultures => Culture.Names;

    [Theory]
    [MemberData(nameof(Cultures))]
    public void RowsCsv(string culture) => Check(culture, () => Encoding.UTF8.GetString(RowsTable.Create(Rows, MadeUpRows.Metrics).ToBytes()), """
        experiment,profile,method,options,weights,network,scale,dataset,seed,protocol,engine,w_bits,a_bits,fab,psnr_y,ssim_y_valid,psnr_y_drop_vs_fp32,weights_sha256,dataset_sha256,images,model_bytes
        made-up,quick,fp32,,EDSR-8_x2,edsr,2,Set5,1,whole-image,simulated,32,32,32,37.80112345678901,0.95991,0,0123456789abcdef,fedcba9876543210,5,4000
        made-up,quick,minmax,"w=4,a=4",EDSR-8_x2,edsr,2,Set5,1,whole-image,simulated,4,,4.125,1234.5,0.5,-1196.698876543211,0123456789abcdef,fedcba9876543210,5,500
        made-up,quick,fp32,,EDSR-8_x2,edsr,2,"DIV2K[valid,1-10]",1,whole-image,simulated,32,32,32,34.1,,0,0123456789abcdef,fedcba9876543210,5,4000
        made-up,quick,fp32,,IDN_x2,edsr,2,Set5,1,whole-image,simulated,32,32,32,,,,0123456789abcdef,fedcba9876543210,5,4000

        """);

    [Theory]
    [MemberData(nameof(Cultures))]
    public void ComparisonCsv(string culture) => Check(culture, () => Encoding.UTF8.GetString(ComparisonTable.Create(Rows, MadeUpRows.Metrics).ToCsv().ToBytes()), """
        weights,scale,method,w_bits,a_bits,model_kb,Set5 fab,Set5 psnr_y,Set5 ssim_y_valid,Set5 psnr_y_drop_vs_fp32,"DIV2K[valid,1-10] fab","DIV2K[valid,1-10] psnr_y","DIV2K[valid,1-10] ssim_y_valid","DIV2K[valid,1-10] psnr_y_drop_vs_fp32"
        EDSR-8_x2,2,fp32,32,32,4.000,32.0000,37.8011,0.9599,0.0000,32.0000,34.1000,,0.0000
        EDSR-8_x2,2,"minmax[w=4,a=4]",4,,0.500,4.1250,1234.5000,0.5000,-1196.6989,,,,
        IDN_x2,2,fp32,32,32,4.000,32.0000,,,,,,,

        """);

    [Theory]
    [MemberData(nameof(Cultures))]
    public void ComparisonMarkdown(string culture) => Check(culture, () => ComparisonTable.Create([.. Rows.Take(2)], MadeUpRows.Metrics).ToMarkdown("A title", ["One line."]), """
        # A title

        | weights   | scale | method          | w_bits | a_bits | model_kb |    Set5 |            |                  |                         |
        | --------- | ----: | --------------- | -----: | -----: | -------: | ------: | ---------: | ---------------: | ----------------------: |
        |           |       |                 |        |        |          | **fab** | **psnr_y** | **ssim_y_valid** | **psnr_y_drop_vs_fp32** |
        | EDSR-8_x2 |     2 | fp32            |     32 |     32 |      4.0 |   32.00 |     37.801 |           0.9599 |                   0.000 |
        | EDSR-8_x2 |     2 | minmax[w=4,a=4] |      4 |        |      0.5 |    4.12 |   1234.500 |           0.5000 |               -1196.699 |

        - One line.
        - `fab`: average bits of the quantized activations (32: full precision), a plain mean over edges and images.
        - `psnr_y_drop_vs_fp32`: dB below the same weights in full precision.
        - `model_kb`: parameters in kB (1000 bytes), quantized weights packed, all others in FP32.

        """);

    [Theory]
    [MemberData(nameof(Cultures))]
    public void ComparisonLatex(string culture) => Check(culture, () => LatexTable.Create(ComparisonTable.Create([.. Rows.Take(2)], MadeUpRows.Metrics), "A title", ["One line."]), """
        % One line.
        \begin{table}
        \caption{A title}
        \begin{tabular}{lrlrrrrrrr}
        \toprule
         &  &  &  &  &  & \multicolumn{4}{c}{Set5} \\
        \cmidrule(lr){7-10}
        weights & scale & method & w\_bits & a\_bits & model\_kb & fab & psnr\_y & ssim\_y\_valid & psnr\_y\_drop\_vs\_fp32 \\
        \midrule
        EDSR-8\_x2 & 2 & fp32 & 32 & 32 & 4.0 & 32.00 & 37.801 & 0.9599 & 0.000 \\
        EDSR-8\_x2 & 2 & minmax[w=4,a=4] & 4 &  & 0.5 & 4.12 & 1234.500 & 0.5000 & -1196.699 \\
        \bottomrule
        \end{tabular}
        \end{table}

        """);

    [Theory]
    [MemberData(nameof(Cultures))]
    public void RowsCsv_ReadsBackAsItWas(string culture)
    {
        using var current = Culture.Of(culture);
        using var temporary = new Temporary();
        var bytes = RowsTable.Create(Rows, MadeUpRows.Metrics).ToBytes();
        Assert.Equal(bytes, RowsTable.Create(RowsTable.Read(temporary.File("rows.csv", bytes), MadeUpRows.Metrics), MadeUpRows.Metrics).ToBytes());
        var trained = RowsTable.Create([.. Rows.Skip(1), Rows[0] with { TrainingImages = 190 }], MadeUpRows.Metrics).ToBytes();
        Assert.EndsWith(",4000,190\n", Encoding.UTF8.GetString(trained), StringComparison.Ordinal);
        Assert.Equal(trained, RowsTable.Create(RowsTable.Read(temporary.File("trained.csv", trained), MadeUpRows.Metrics), MadeUpRows.Metrics).ToBytes());
    }

    [Theory]
    [MemberData(nameof(Cultures))]
    public void AnchorsCsv(string culture)
    {
        Check(culture, () => Encoding.UTF8.GetString(AnchorsTable.Create(Anchors, BuiltInWeights.Create()).ToCsv().ToBytes()), """
            weights,network,scale,dataset,images,psnr_y,ssim_y_valid,literature_psnr,difference_db,weights_sha256,dataset_sha256,psnr_convention,profile
            EDSR-8_x2,edsr,2,Set5,5,37.8011,0.9599,37.99,,0123456789abcdef,fedcba9876543210,psnr:y,quick
            CARN-paper_x2,edsr,2,Set5,5,37.7583,0.9590,37.76,-0.0017,0123456789abcdef,fedcba9876543210,psnr:y,quick
            CARN-paper_x2,edsr,2,Set14,5,33.5000,0.9170,,,0123456789abcdef,fedcba9876543210,psnr:y,quick
            IDN_x2,edsr,2,Set5,5,37.8301,,37.83,0.0001,0123456789abcdef,fedcba9876543210,psnr:idn-y,quick

            """);
    }

    [Theory]
    [MemberData(nameof(Cultures))]
    public void AnchorsMarkdown(string culture) => Check(culture, () => AnchorsTable.Create(Anchors, BuiltInWeights.Create()).ToMarkdown("A title", []), """
        # A title

        | weights       | network | scale | dataset | images | psnr_y | ssim_y_valid | literature_psnr | difference_db | weights_sha256 | dataset_sha256 | psnr_convention | profile |
        | ------------- | ------- | ----: | ------- | -----: | -----: | -----------: | --------------: | ------------: | -------------- | -------------- | --------------- | ------- |
        | EDSR-8_x2     | edsr    |     2 | Set5    |      5 | 37.801 |       0.9599 |           37.99 |               | 01234567       | fedcba98       | psnr:y          | quick   |
        | CARN-paper_x2 | edsr    |     2 | Set5    |      5 | 37.758 |       0.9590 |           37.76 |        -0.002 | 01234567       | fedcba98       | psnr:y          | quick   |
        | CARN-paper_x2 | edsr    |     2 | Set14   |      5 | 33.500 |       0.9170 |                 |               | 01234567       | fedcba98       | psnr:y          | quick   |
        | IDN_x2        | edsr    |     2 | Set5    |      5 | 37.830 |              |           37.83 |         0.000 | 01234567       | fedcba98       | psnr:idn-y      | quick   |

        - literature_psnr: mean Y-PSNR on Set5 as printed. difference_db: ours minus printed, only where the publisher measured these very weights; elsewhere the printed network is another.
        - EDSR-baseline, 16 blocks (not these weights): EDSR-8_x2.
        - CARN, ECCV 2018 (these weights): CARN-paper_x2.
        - IDN, CVPR 2018 (these weights): IDN_x2.
        - Networks on luma are measured as IDN's authors do (psnr:idn-y); their SSIM is that of the same luma planes.

        """);

    [Theory]
    [MemberData(nameof(Cultures))]
    public void AnchorsLatex(string culture) => Check(culture, () => LatexTable.Create(AnchorsTable.Create(Anchors, BuiltInWeights.Create()), "A title", []), """
        \begin{table}
        \caption{A title}
        \begin{tabular}{llrlrrrrrllll}
        \toprule
        weights & network & scale & dataset & images & psnr\_y & ssim\_y\_valid & literature\_psnr & difference\_db & weights\_sha256 & dataset\_sha256 & psnr\_convention & profile \\
        \midrule
        EDSR-8\_x2 & edsr & 2 & Set5 & 5 & 37.801 & 0.9599 & 37.99 &  & 01234567 & fedcba98 & psnr:y & quick \\
        CARN-paper\_x2 & edsr & 2 & Set5 & 5 & 37.758 & 0.9590 & 37.76 & -0.002 & 01234567 & fedcba98 & psnr:y & quick \\
        CARN-paper\_x2 & edsr & 2 & Set14 & 5 & 33.500 & 0.9170 &  &  & 01234567 & fedcba98 & psnr:y & quick \\
        IDN\_x2 & edsr & 2 & Set5 & 5 & 37.830 &  & 37.83 & 0.000 & 01234567 & fedcba98 & psnr:idn-y & quick \\
        \bottomrule
        \end{tabular}
        \end{table}

        """);

    private static void Check(string culture, Func<string> make, string expected)
    {
        using var current = Culture.Of(culture);
        Assert.Equal(expected, make());
    }
}
