using System.Text;
using Research.Framework.Plots;
using Research.Framework.Runtime;
using ScottPlot;
using SkiaSharp;

namespace Research.Tests.Framework.Plots;

[Trait("tier", "unit")]
public sealed class FigureTests
{
    [Fact]
    public void RenderingTwice_InAnyOrderAndCulture_GivesTheSameBytes()
    {
        SkipWithoutFont();
        var (png, svg) = (FigureRenderer.Png(Page(3)), FigureRenderer.Svg(Page(3)));
        using var culture = Culture.WithComma();
        FigureRenderer.Svg(Page(1)); // Another page in between moves the counters that ids come from.
        Assert.Equal(svg, FigureRenderer.Svg(Page(3)));
        Assert.Equal(png, FigureRenderer.Png(Page(3)));
    }

    [Fact]
    public void OnePage_GivesTheSameBytes_HoweverOftenItIsRendered()
    {
        SkipWithoutFont();
        var page = Page(2);
        var svg = FigureRenderer.Svg(page);
        FigureRenderer.Png(page);
        Assert.Equal(svg, FigureRenderer.Svg(page));
        Assert.Single(Encoding.UTF8.GetString(svg).Split(['\n', '\t']), "panel 1");
    }

    [Fact]
    public void EveryPanel_IsDrawn()
    {
        SkipWithoutFont();
        using var image = SKBitmap.Decode(FigureRenderer.Png(Page(4)));
        var blue = SKColor.Parse("#0072B2");
        var places = (from x in Enumerable.Range(0, image.Width) from y in Enumerable.Range(0, image.Height) where image.GetPixel(x, y) == blue select (X: x * 3 / image.Width, Y: y)).ToList();
        Assert.Equal([0, 1, 2], places.Where(place => place.Y > 120).Select(place => place.X).Distinct().Order());
        Assert.Equal(SKColors.White, image.GetPixel(1, 1));
    }

    /// <summary>Black under white shows as a grey frame where a viewer smooths the edges.</summary>
    [Fact]
    public void Svg_FillsNothingBehindItsPanels()
    {
        SkipWithoutFont();
        var svg = Encoding.UTF8.GetString(FigureRenderer.Svg(Page(2)));
        Assert.DoesNotMatch("<rect width=", svg);
        Assert.Single(System.Text.RegularExpressions.Regex.Matches(svg, "<rect fill=\"white\" width="));
    }

    [Fact]
    public void Svg_HoldsItsTexts_InTheOneFont()
    {
        SkipWithoutFont();
        var svg = Encoding.UTF8.GetString(FigureRenderer.Svg(Page(2)));
        Assert.Contains("A caption that is long enough", svg, StringComparison.Ordinal);
        Assert.Contains("panel 1", svg, StringComparison.Ordinal);
        var fonts = System.Text.RegularExpressions.Regex.Matches(svg, "font-family=\"([^\"]*)\"").Select(match => match.Groups[1].Value).Distinct();
        Assert.Single(fonts);
    }

    [Fact]
    public void Renumber_CountsIdsFromZero() => Assert.Equal(
        """<clipPath id="cl_0"/><g clip-path="url(#cl_0)"/><clipPath id="cl_1"/><g fill="#0072B2"/>""",
        FigureRenderer.Renumber("""<clipPath id="cl_1f"/><g clip-path="url(#cl_1f)"/><clipPath id="cl_20"/><g fill="#0072B2"/>"""));

    [Fact]
    public void AMissingFont_IsNamed_WithWhatToDo()
    {
        var message = Assert.Throws<ResearchException>(() => FigureFont.Read("/nowhere/font.ttf")).Message;
        Assert.Contains("/nowhere/font.ttf", message, StringComparison.Ordinal);
        Assert.Contains("fonts-dejavu-core", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Methods_HaveColoursAndMarkersOfTheirOwn()
    {
        var styles = Enumerable.Range(0, 14).Select(MethodStyle.At).ToList();
        Assert.Distinct(styles);
        Assert.Distinct(styles.Take(11).Select(style => style.Colour));
    }

    /// <summary>By its place in the catalog a method has its colour: published figures must not change with a new one.</summary>
    [Fact]
    public void NewMethods_AreRegisteredLast() => Assert.Equal(
        ["fp32", "minmax", "percentile", "omse", "dfsq", "adabm", "cfqp", "pams", "cadyq", "cabm"],
        Research.Methods.BuiltInMethods.Create().Methods.Select(method => method.Info.Id).Take(10));

    private static FigurePage Page(int panels)
    {
        var style = MethodStyle.At(1);
        return new FigurePage(
            "page",
            "A title",
            [.. Enumerable.Range(1, panels).Select(panel => Panel(panel, style))],
            [new LegendEntry("one method", style, LinePattern.Solid), new LegendEntry("another", MethodStyle.At(2), LinePatterns.Dash)],
            ["A caption that is long enough to fill more than a line of the page, so that it has to be wrapped somewhere in the middle, between two words, as it is here."]);
    }

    private static Plot Panel(int number, MethodStyle style)
    {
        var plot = PanelStyle.Create($"panel {number}", "bits", "PSNR (dB)");
        plot.Add.Plottable(new SeriesPlot([new(4, 30.25), new(6, 31.5 + number), new(8, 32)], new LegendEntry("one method", style, LinePatterns.Dash)));
        PanelStyle.FitY(plot, 30, 33);
        return plot;
    }

    internal static void SkipWithoutFont() => Assert.SkipUnless(HasFont(), "the font of the figures is not installed (fonts-dejavu-core, or RESEARCH_FONT)");

    private static bool HasFont()
    {
        try
        {
            return FigureFont.Typeface is not null;
        }
        catch (ResearchException)
        {
            return false;
        }
    }
}
