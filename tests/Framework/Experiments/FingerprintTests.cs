using System.Globalization;
using Research.Framework.Experiments;
using Research.Framework.Methods;
using Research.Framework.Runtime;

namespace Research.Tests.Framework.Experiments;

/// <summary>
/// A figure that changes while no version does would be answered for by cells of before. The values are the program's own and stand for
/// nothing else: where one changes on purpose, raise the version of the method, of the metric, or <see cref="CellKeys.FrameworkVersion"/>.
/// </summary>
[Trait("tier", "recipe")]
public sealed class FingerprintTests : IDisposable
{
    private static readonly Catalogs Known = TestCatalogs.Create();

    private readonly string _root = Directory.CreateTempSubdirectory("research-fingerprint-").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Theory]
    [InlineData("framework 1, fp32 1, psnr:y 1, ssim:y-valid 1", "fp32", "35.947 0.9696 32.0")]
    [InlineData("framework 1, minmax 1, psnr:y 1, ssim:y-valid 1", "minmax", "35.791 0.9690 8.0")]
    [InlineData("framework 1, minmax 1, psnr:y 1, ssim:y-valid 1", "minmax[w=4,a=4]", "32.490 0.9269 4.0")]
    [InlineData("framework 1, cfqp 1, psnr:y 1, ssim:y-valid 1", "cfqp", "35.787 0.9689 8.0")]
    public void Figures_ChangeOnlyWithAVersion(string versions, string method, string figures)
    {
        var paths = new ResearchPaths("/nowhere/data", "/nowhere/weights", "/nowhere/cache", _root);
        var experiment = ExperimentFile.Parse(
            "fingerprint.yaml",
            $"""
            name: fingerprint
            title: Fingerprint
            networks: [{"{ weights: bicubic-net, scale: 2 }"}]
            methods: ['{method}']
            calibration: tiny[fitting]
            datasets: ['tiny[test]']
            metrics: ['psnr:y', 'ssim:y-valid']
            """,
            Known);
        var plan = ExperimentPlan.Make(experiment, Budget.Quick, Known, paths);
        var row = new ExperimentRunner(Known, paths, new SilentProgress()).Run(plan, new RunSettings(), TestContext.Current.CancellationToken).Rows.Single();
        var info = experiment.Methods[0].Method.Info;
        var found = $"framework {CellKeys.FrameworkVersion}, {info.Id} {info.Version}, {string.Join(", ", experiment.Metrics.Select(metric => $"{metric.Info.Id} {metric.Info.Version}"))}";
        var values = string.Create(CultureInfo.InvariantCulture, $"{row.Metrics["psnr:y"]:F3} {row.Metrics["ssim:y-valid"]:F4} {row.FeatureAverageBits:F1}");
        Assert.Equal($"{versions}: {figures}", $"{found}: {values}");
    }
}
