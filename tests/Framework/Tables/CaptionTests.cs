using System.Text;
using Research.Framework.Evaluation;
using Research.Framework.Experiments;
using Research.Framework.Methods;
using Research.Framework.Results;
using Research.Framework.Runtime;
using Research.Framework.Tables;
using Research.Tests.Framework.Experiments;

namespace Research.Tests.Framework.Tables;

/// <summary>What is written from a plan and its measurements, whatever the culture.</summary>
[Trait("tier", "unit")]
public sealed class CaptionTests
{
    public static TheoryData<string> Cultures => Culture.Names;

    [Theory]
    [MemberData(nameof(Cultures))]
    public void Caption_SaysHowOnWhatAndWhatIsMissing(string culture)
    {
        var plan = Plan();
        using var current = Culture.Of(culture);
        var result = new ExperimentResult(plan, [], [MadeUpRows.Row("w", "minmax", "", "tiny[test]", 37.5, 1) with { PsnrDrop = -1234.5 }], [new CellFailure(plan.Cells[0], null, "it broke")]) { NotRun = [new EvaluateCell(plan.Cells[1], plan.Datasets[0])] };
        Assert.Equal("""
            What it is.
            Profile quick; protocol whole-image; seeds 1, 20000; means over the images.
            Data: tiny[test] (2 images).
            Calibration: tiny[fitting] (2 images) in place of tiny[absent], which this machine does not have.
            `psnr_y`: psnr:y version 1, PSNR on BT.601 luma (offset 16) of the 8-bit SR, luma not rounded, border = scale.
            `bitops_cadyq_author_g`: bitops:cadyq-author version 1, MACs of the layers outside FAB + (8/32)(FAB/32) x MACs of those in it, overlap of tiles included, for a 1280x720 output.
            Left out because the weights are not at hand (1): EDSR-8_x2.
            Check: minmax@w:x2 on tiny[test] is 1234.50 dB better than full precision.
            Not run yet (1): bicubic-net:x2 on tiny[test] (minmax [w=4,a=4]#20000).
            Failed: minmax[w=4,a=4]@bicubic-net:x2: it broke
            """, string.Join('\n', Caption.Lines(result)));
    }

    [Theory]
    [MemberData(nameof(Cultures))]
    public void PerImageCsv(string culture)
    {
        var plan = Plan();
        using var current = Culture.Of(culture);
        var metrics = MadeUpRows.Metrics;
        ImageResult[] images =
        [
            new("waves", 1024, 24, new Dictionary<string, double>(StringComparer.Ordinal) { ["psnr:y"] = 1037.80112345678901, ["ssim:y-valid"] = -0.00000095991 }, 4.125, 0.5),
            new("steps", 24, 24, new Dictionary<string, double>(StringComparer.Ordinal) { ["psnr:y"] = 31, ["ssim:y-valid"] = double.NaN }, 4, 0.5),
        ];
        var measurement = new Measurement(
            new EvaluateCell(plan.Cells[0], plan.Datasets[0]), new EvaluationResult("tiny[test]", "hash", "whole-image", images), new NominalBits(4, null), "hash", 1000, 12345.6789);
        var table = ImagesTable.Create([measurement], metrics);
        Assert.Equal("""
            method,options,weights,scale,dataset,seed,image,lr_width,lr_height,fab,psnr_y,ssim_y_valid
            minmax,"w=4,a=4",bicubic-net,2,tiny[test],1,waves,1024,24,4.125,1037.801123456789,-9.5991E-07
            minmax,"w=4,a=4",bicubic-net,2,tiny[test],1,steps,24,24,4,31,

            """, Encoding.UTF8.GetString(table.ToBytes()));
        var back = ImagesTable.Parse(table, "per_image.csv", metrics);
        Assert.Equal(images.Select(image => image.Metrics["psnr:y"]), back.Select(image => image.Metrics["psnr:y"]));
        Assert.Equal(new RowPlace("minmax[w=4,a=4]", "bicubic-net", 2, "tiny[test]", 1), back[0].Place);
        Assert.Equal("""
            method,options,weights,scale,dataset,seed,quantize_s,forward_s,images
            minmax,"w=4,a=4",bicubic-net,2,tiny[test],1,12345.679,1.000,2

            """, Encoding.UTF8.GetString(TimingsTable.Create([measurement]).ToBytes()));
        Assert.Equal(1, TimingsTable.Parse(TimingsTable.Create([measurement]), "timings.csv")[0].ForwardSeconds);
    }

    private static ExperimentPlan Plan()
    {
        var known = TestCatalogs.Create();
        var experiment = ExperimentFile.Parse(
            "tiny.yaml",
            """
            name: tiny
            title: Tiny
            description: What it is.
            networks: [{ weights: bicubic-net, scale: 2 }, { weights: EDSR-8_x2, optional: true }]
            methods: ['minmax[w=4,a=4]']
            calibration: { prefer: 'tiny[absent]', else: 'tiny[fitting]' }
            datasets: ['tiny[test]']
            metrics: ['psnr:y', 'bitops:cadyq-author']
            seeds: [1, 20000]
            """,
            known);
        return ExperimentPlan.Make(experiment, Budget.Quick, known, new ResearchPaths("/nowhere/data", "/nowhere/weights", "/nowhere/cache", "/nowhere/runs"));
    }
}
