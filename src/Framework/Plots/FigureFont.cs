using Research.Framework.Runtime;
using ScottPlot;
using SkiaSharp;

namespace Research.Framework.Plots;

/// <summary>
/// The one font of all figures, from one file: what a system happens to have installed must not change a figure, or leave it
/// silently without text. <c>RESEARCH_FONT</c> names another file than DejaVu Sans of Debian's <c>fonts-dejavu-core</c>.
/// </summary>
public static class FigureFont
{
    private const string Variable = "RESEARCH_FONT";
    private const string Standard = "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf";

    private static readonly Lazy<SKTypeface> Loaded = new(() => Register(Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } given ? given : Standard));

    /// <summary>The font, registered with the plotting library before the first plot.</summary>
    /// <exception cref="ResearchException">No such file, or not a font: there can be no figures on this machine.</exception>
    public static SKTypeface Typeface => Loaded.Value;

    private static SKTypeface Register(string path)
    {
        var typeface = Read(path);
        Fonts.FontResolvers.Insert(0, new Resolver(typeface));
        Fonts.Default = typeface.FamilyName;
        Fonts.Sans = typeface.FamilyName;
        return typeface;
    }

    internal static SKTypeface Read(string path) => (File.Exists(path) ? SKTypeface.FromFile(path) : null) ?? throw new ResearchException(
        $"The font of the figures, '{path}', is missing or not a font. Install Debian's package fonts-dejavu-core, or set {Variable} to a .ttf file.");

    /// <summary>Answers every question with the one font: no weight or style is ever looked for among the system's.</summary>
    private sealed class Resolver(SKTypeface typeface) : IFontResolver
    {
        public SKTypeface? CreateTypeface(string fontName, FontWeight weight, FontSlant slant, FontSpacing width) => typeface;

        public SKTypeface? CreateTypeface(string fontName, bool bold, bool italic) => typeface;
    }
}
