using Research.Framework.Methods;
using Research.Framework.Results;

namespace Research.Framework.Plots;

/// <summary>A kind of figure that an experiment can ask for.</summary>
public interface IFigure
{
    /// <summary>Name in experiments and of its files: <c>psnr-against-bits</c>.</summary>
    string Id { get; }

    /// <summary>What it shows, in a line.</summary>
    string Description { get; }

    /// <summary>What the result lacks for it; null where it can be drawn.</summary>
    string? WhyNot(ResultDocument result);

    /// <summary>Whether it differs after every run: it is published with changed rows only.</summary>
    bool ShowsTimes => false;

    /// <summary>None where the rows hold nothing that it could show.</summary>
    /// <param name="methods">All that the program knows, so that each keeps its colour.</param>
    IReadOnlyList<FigurePage> Draw(ResultDocument result, MethodCatalog methods);
}
