using Research.Framework.Methods;
using Research.Framework.Results;
using ScottPlot;

namespace Research.Framework.Plots;

/// <summary>One picture: panels in rows, one legend for all, and a caption that makes it readable on its own.</summary>
/// <param name="Name">Of its files, without extension.</param>
/// <param name="Caption">Paragraphs, wrapped to the width of the page.</param>
public sealed record FigurePage(string Name, string Title, IReadOnlyList<Plot> Panels, IReadOnlyList<LegendEntry> Legend, IReadOnlyList<string> Caption)
{
    /// <summary>In units of 1/96 inch, whole.</summary>
    public float PanelHeight { get; init; } = 320;

    /// <summary>In units of 1/96 inch.</summary>
    public float PanelWidth { get; init; } = FigureLayout.PanelWidth;

    /// <summary>A figure has a page per data set; where there is one alone, its name says nothing.</summary>
    public static string NameOf(string figure, string dataset, int pages) => pages == 1 ? figure : $"{figure}-{FileName.Of(dataset)}";

    /// <summary>Of the caption: on what the figures were measured, and how.</summary>
    public static string DataNote(ResultDocument result, string dataset)
    {
        var seen = string.Concat(
            new[] { ("Calibration", result.Calibration), ("Training", result.Training), ("Validation", result.Validation) }.Where(set => set.Item2 is not null).Select(set => $" {set.Item1}: {set.Item2}."));
        var missing = result.Caption.Any(line => line.StartsWith(Tables.Caption.NotRun, StringComparison.Ordinal) && line.Contains($" on {dataset} ", StringComparison.Ordinal))
            ? " Some cells were not run and are missing; the table names them."
            : string.Empty;
        return $"Data: {result.Data[dataset]}; protocol {result.Protocol}; profile {result.Profile.Name()}.{seen}{missing}";
    }
}
