using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Research.Framework.Experiments;
using Research.Framework.Methods;
using Research.Framework.Plots;
using Research.Framework.Results;
using Research.Methods;
using Research.Tests.Framework.Tables;

namespace Research.Tests.Framework.Plots;

[Trait("tier", "unit")]
public sealed class PsnrAgainstBitOpsTests
{
    private readonly PsnrAgainstBitOps _figure = new();

    [Fact]
    public void WithoutCosts_ItSaysWhy()
    {
        Assert.Contains("bitops:*", _figure.WhyNot(Document("psnr:y")), StringComparison.Ordinal);
        Assert.Contains("dB", _figure.WhyNot(Document("bitops:mac-bits")), StringComparison.Ordinal);
        Assert.Null(_figure.WhyNot(Document("psnr:y", "bitops:mac-bits")));
    }

    [Fact]
    public void ADataSetIsAPage_ANetworkAPanel_AndOnlyTheFrontIsLabelled()
    {
        FigureTests.SkipWithoutFont();
        var document = Document("psnr:y", "bitops:mac-bits") with
        {
            Rows = [Row("w_x2", "fp32", 32, 35, 1000), Row("w_x2", "minmax", 8, 34, 90), Row("w_x2", "omse", 8, 33, 90), Row("v", "fp32", 32, 36, 2000)],
        };
        var page = Assert.Single(_figure.Draw(document, BuiltInMethods.Create()));
        Assert.Equal("psnr-against-bitops", page.Name);
        Assert.Equal(2, page.Panels.Count);
        var svg = FigureRenderer.Svg(page);
        Assert.Equal(svg, FigureRenderer.Svg(_figure.Draw(document, BuiltInMethods.Create())[0]));
        var words = Encoding.UTF8.GetString(svg).Split(['\n', '\t', ' ']);
        Assert.Single(words, "8/8");
        Assert.Equal(3, words.Count(word => word == "FP32")); // In the legend, and in both panels.
    }

    private static ResultRow Row(string weights, string method, int bits, double psnr, double cost) => MadeUpRows.Row(weights, method, method == "fp32" ? "" : string.Create(CultureInfo.InvariantCulture, $"w={bits},a={bits}"), "Set5", psnr, 1) with
    {
        WeightBits = bits,
        ActivationBits = bits,
        Metrics = new Dictionary<string, double>(StringComparer.Ordinal) { ["psnr:y"] = psnr, ["bitops:mac-bits"] = cost },
    };

    private static ResultDocument Document(params ImmutableArray<string> metrics) => new(
        "Made up", TableKind.Comparison, Budget.Quick, "whole-image", metrics, ["psnr-against-bitops"],
        ImmutableSortedDictionary<string, string>.Empty.Add("Set5", "Set5 (5 images)"), Calibration: null, []);
}
