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

/// <summary>A result to draw, and the words of what was drawn.</summary>
internal static class MadeUpResult
{
    internal static ResultDocument Document(params ImmutableArray<string> metrics) => new(
        "Made up", TableKind.Comparison, Budget.Quick, "whole-image", metrics, [],
        ImmutableSortedDictionary<string, string>.Empty.Add("Set5", "Set5 (5 images)").Add("Set14", "Set14 (14 images)"), Calibration: null, []);

    internal static ResultRow Row(string weights, string method, int bits, double psnr, double cost = 1) => MadeUpRows.Row(weights, method, method == "fp32" ? "" : string.Create(CultureInfo.InvariantCulture, $"w={bits},a={bits}"), "Set5", psnr, 1) with
    {
        WeightBits = bits,
        ActivationBits = bits,
        FeatureAverageBits = bits,
        Metrics = new Dictionary<string, double>(StringComparer.Ordinal) { ["psnr:y"] = psnr, ["bitops:mac-bits"] = cost },
    };

    internal static ImageRow Image(ResultRow row, string image, double psnr, double bits = 8) =>
        new(row.Place, image, bits, new Dictionary<string, double>(StringComparer.Ordinal) { ["psnr:y"] = psnr });

    /// <summary>The one page of a method's own figure.</summary>
    internal static FigurePage Draw(string method, string figure, ResultDocument document)
    {
        var methods = BuiltInMethods.Create();
        var own = methods.Find(method).Info.Figures.Single(known => known.Id == figure);
        Assert.Null(own.WhyNot(document));
        return Assert.Single(own.Draw(document, methods));
    }

    internal static IEnumerable<string> Titles(FigurePage page) => page.Panels.Select(panel => panel.Axes.Title.Label.Text);

    internal static IReadOnlyList<string> Words(FigurePage page) => Encoding.UTF8.GetString(FigureRenderer.Svg(page)).Split(['\n', '\t', ' ']);
}
