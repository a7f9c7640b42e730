using Research.Framework.Methods;
using Research.Framework.Metrics;
using Research.Framework.Results;

namespace Research.Tests.Framework.Tables;

/// <summary>Rows with numbers that show how they are printed.</summary>
internal static class MadeUpRows
{
    internal static IReadOnlyList<MetricInfo> Metrics { get; } = [MetricCatalog.Find("psnr:y").Info, MetricCatalog.Find("ssim:y-valid").Info];

    internal static ResultRow Row(string weights, string method, string options, string dataset, double psnr, double ssim) => new()
    {
        Experiment = "made-up",
        Profile = Budget.Quick,
        Method = method,
        Options = options,
        Weights = weights,
        Network = "edsr",
        Scale = 2,
        Dataset = dataset,
        Images = 5,
        Seed = 1,
        Protocol = "whole-image",
        WeightBits = method == "fp32" ? 32 : 4,
        ActivationBits = method == "fp32" ? 32 : null,
        FeatureAverageBits = method == "fp32" ? 32 : 4.125,
        Metrics = new Dictionary<string, double>(StringComparer.Ordinal) { ["psnr:y"] = psnr, ["ssim:y-valid"] = ssim },
        WeightsSha256 = "0123456789abcdef",
        DatasetSha256 = "fedcba9876543210",
        ModelBytes = method == "fp32" ? 4000 : 500,
    };
}
