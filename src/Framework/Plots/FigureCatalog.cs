using Research.Framework.Runtime;

namespace Research.Framework.Plots;

/// <summary>The figures that the program knows, by id.</summary>
public static class FigureCatalog
{
    public static IReadOnlyList<IFigure> All { get; } =
    [
        new PsnrAgainstBits(), new PsnrAgainstBitOps(), new PsnrAgainstBytes(), new PsnrAgainstMilliseconds(), new PsnrDifferences(), new BitsHistogram(),
    ];

    public static IFigure Find(string id) =>
        All.FirstOrDefault(figure => figure.Id == id) ?? throw new ResearchException($"There is no figure '{id}'.{Nearest.Hint(id, All.Select(figure => figure.Id))}");
}
