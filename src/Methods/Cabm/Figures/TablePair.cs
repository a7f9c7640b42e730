using Research.Framework.Experiments;
using Research.Framework.Methods;
using Research.Framework.Plots;
using Research.Framework.Results;

namespace Research.Methods.Cabm.Figures;

/// <summary>The tiles of an image by two tables that differ in their widening alone.</summary>
/// <param name="With">Widened most of those that were run.</param>
internal sealed record TablePair(TiledImage Without, TiledImage With)
{
    public const string Missing = "it compares two tables of a network: one with 'widening: 0', and one that is widened";

    /// <summary>Of FAB, from the one to the other.</summary>
    public double Saving => Without.Tiles.Zip(With.Tiles, (without, with) => without.FeatureAverageBits - with.FeatureAverageBits).Average();

    /// <summary>By network and data set, for every image.</summary>
    public static IReadOnlyList<IGrouping<(string Weights, int Scale, string Dataset), TablePair>> Of(ResultDocument result) =>
    [
        .. from network in TiledImage.Of(result, CabmMethod.Id)
           let variants = network.GroupBy(image => image.Place).Select(images => (Options: OptionsOf(images.Key.Identity), Images: images.ToDictionary(image => image.Image, StringComparer.Ordinal))).ToList()
           from without in variants.Where(variant => variant.Options is { Widening: 0, Rule: TableRule.Paper, Table: null })
           let with = variants.Where(variant => (variant.Options with { Widening = 0, Bits = without.Options.Bits }) == without.Options && variant.Options.Bits.SequenceEqual(without.Options.Bits)).MaxBy(variant => variant.Options.Widening)
           where with.Options.Widening > 0
           from image in without.Images.Values
           where with.Images.ContainsKey(image.Image)
           group new TablePair(image, with.Images[image.Image]) by network.Key,
    ];

    public static CabmOptions OptionsOf(string identity) => (CabmOptions)MethodIdentity.Parse(identity).Choose(new MethodCatalog().Register(new CabmMethod())).Options;

    /// <summary>How a table was widened, for people.</summary>
    public static string Text(CabmOptions options) =>
        options.Rule == TableRule.Released ? "released rule" : options.Widening == 0 ? "without widening" : FormattableString.Invariant($"widened by {options.Widening}");
}
