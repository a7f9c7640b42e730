using System.Collections.Immutable;
using System.Text;
using Research.Framework.Experiments;
using Research.Framework.Plots;
using Research.Framework.Provenance;
using Research.Framework.Runtime;
using Research.Framework.Tables;

namespace Research.Framework.Results;

/// <summary>The files of a result, in memory.</summary>
/// <param name="Files">By path below the result's folder, with '/' between folders.</param>
/// <param name="FigureProblem">Why there are no figures; null where there are, or none were asked for.</param>
public sealed record ResultFiles(ImmutableSortedDictionary<string, byte[]> Files, string? FigureProblem)
{
    public const string Rows = "rows.csv";
    public const string PerImage = "per_image.csv";
    public const string TableCsv = "table.csv";
    public const string TableMarkdown = "table.md";
    public const string TableLatex = "table.tex";
    public const string Timings = "timings.csv";
    public const string Records = "records.csv";
    public const string Phases = "phases.csv";
    public const string Tiles = "tiles.csv";
    public const string ManifestFile = "manifest.json";
    public const string Figures = "figures/";

    /// <summary>For the eye: the pictures of a crop by their folder alone.</summary>
    public IEnumerable<string> Names => Files.Keys.Select(name => name.StartsWith(CropFiles.Folder, StringComparison.Ordinal) ? name[..(name.LastIndexOf('/') + 1)] : name).Distinct();

    public static ResultFiles Render(ExperimentResult result, Catalogs catalogs, RunOrigin origin)
    {
        var pictures = CropFiles.Of(result);
        var document = ResultDocument.Of(result) with { Pictures = pictures };
        var metrics = document.MetricInfos;
        var tables = new Dictionary<string, CsvTable>(StringComparer.Ordinal)
        {
            [Rows] = RowsTable.Create(result.Rows, metrics),
            [PerImage] = ImagesTable.Create(result.Measurements, metrics),
            [Timings] = TimingsTable.Create(result.Measurements),
        };
        var tiles = TilesTable.Create(result.Plan.Experiment.Tiles ? result.Measurements : []);
        foreach (var (name, notes) in new[] { (Records, NotesTables.Records(result.Measurements)), (Phases, NotesTables.Phases(result.Measurements)), (Tiles, tiles) })
        {
            if (notes.Rows.Count > 0)
            {
                tables.Add(name, notes);
            }
        }

        var manifest = Manifest.Create(result, document, origin);
        var rendered = Render(document.With(tables, manifest), catalogs);
        var files = rendered.Files.ToBuilder();
        files.AddRange(tables.Select(table => KeyValuePair.Create(table.Key, table.Value.ToBytes())));
        files.AddRange(pictures);
        files.Add(ManifestFile, Encoding.UTF8.GetBytes(Manifest.Text(manifest)));
        return rendered with { Files = files.ToImmutable() };
    }

    /// <summary>The table and the figures alone.</summary>
    public static ResultFiles Render(ResultDocument document, Catalogs catalogs)
    {
        var metrics = document.MetricInfos;
        var table = document.Table == TableKind.Anchors ? AnchorsTable.Create(document.Rows, catalogs.Weights) : ComparisonTable.Create(document.Rows, metrics, document.Reference);
        var files = ImmutableSortedDictionary.CreateBuilder<string, byte[]>(StringComparer.Ordinal);
        var figures = document.Figures.Select(catalogs.Figures.Find).ToLookup(figure => figure.WhyNot(document));
        var problem = AddFigures(figures[null], document, catalogs, files);
        var caption = document.Caption
            .Concat(figures.Where(group => group.Key is not null).Select(group => $"Not drawn, because {group.Key}: {string.Join(", ", group.Select(figure => figure.Id))}."))
            .Concat(problem is null ? [] : ["Figures were not drawn: the font of the figures is missing on the machine that ran this."])
            .ToList();
        var pictures = files.Keys.Where(name => name.EndsWith(".png", StringComparison.Ordinal)).Select(name => $"\n![{Path.GetFileNameWithoutExtension(name)}]({name})\n").ToList();
        files.Add(TableCsv, table.ToCsv().ToBytes());
        files.Add(TableMarkdown, Encoding.UTF8.GetBytes(table.ToMarkdown(document.Title, caption) + string.Concat(pictures)));
        files.Add(TableLatex, Encoding.UTF8.GetBytes(LatexTable.Create(table, document.Title, caption.Concat(table.Notes))));
        return new ResultFiles(files.ToImmutable(), problem);
    }

    private static string? AddFigures(IEnumerable<IFigure> figures, ResultDocument document, Catalogs catalogs, ImmutableSortedDictionary<string, byte[]>.Builder files)
    {
        try
        {
            foreach (var page in figures.SelectMany(figure => figure.Draw(document, catalogs.Methods)))
            {
                files.Add($"{Figures}{page.Name}.png", FigureRenderer.Png(page));
                files.Add($"{Figures}{page.Name}.svg", FigureRenderer.Svg(page));
            }

            return null;
        }
        catch (ResearchException problem)
        {
            return problem.Message;
        }
    }
}
