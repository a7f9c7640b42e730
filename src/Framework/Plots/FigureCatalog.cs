using Research.Framework.Methods;
using Research.Framework.Runtime;

namespace Research.Framework.Plots;

/// <summary>The figures that the program knows, by id: those of any experiment, and those of single methods.</summary>
public sealed class FigureCatalog(MethodCatalog methods)
{
    public IReadOnlyList<IFigure> All { get; } =
    [
        new PsnrAgainstBits(), new PsnrAgainstBitOps(), new PsnrAgainstBytes(), new PsnrAgainstMilliseconds(), new PsnrDifferences(), new BitsHistogram(), new TrainingCurves(),
        .. methods.Methods.SelectMany(method => method.Info.Figures),
    ];

    public IFigure Find(string id) =>
        All.FirstOrDefault(figure => figure.Id == id) ?? throw new ResearchException($"There is no figure '{id}'.{Nearest.Hint(id, All.Select(figure => figure.Id))}");
}
