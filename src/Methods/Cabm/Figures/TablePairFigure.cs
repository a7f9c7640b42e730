using Research.Framework.Methods;
using Research.Framework.Plots;
using Research.Framework.Results;

namespace Research.Methods.Cabm.Figures;

/// <summary>Compares tiles without and with widening: a page for every network and data set.</summary>
internal abstract class TablePairFigure : IFigure
{
    /// <summary>Of a panel, in pixels.</summary>
    protected const float Wide = 570;

    public abstract string Id { get; }

    public abstract string Description { get; }

    public string? WhyNot(ResultDocument result) => result.Tiles.IsEmpty ? TiledImage.Missing : TablePair.Of(result).Count == 0 ? TablePair.Missing : null;

    public IReadOnlyList<FigurePage> Draw(ResultDocument result, MethodCatalog methods)
    {
        _ = FigureFont.Typeface;
        var networks = TablePair.Of(result);
        var several = networks.Select(network => network.Key.Dataset).Distinct().Count() > 1;
        return [.. networks.Select(network => Page(result, [.. network], FigurePage.NameOf(Id, several ? $"{network.Key.Weights}-{network.Key.Dataset}" : network.Key.Weights, networks.Count)))];
    }

    /// <param name="images">Of one network and data set.</param>
    protected abstract FigurePage Page(ResultDocument result, IReadOnlyList<TablePair> images, string name);
}
