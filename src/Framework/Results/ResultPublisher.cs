using Research.Framework.Experiments;
using Research.Framework.Plots;
using Research.Framework.Runtime;

namespace Research.Framework.Results;

/// <summary>Copies what is worth keeping from the local result of an experiment to the published one.</summary>
public static class ResultPublisher
{
    private static readonly string[] Curated = [ResultFiles.TableCsv, ResultFiles.TableMarkdown, ResultFiles.TableLatex, ResultFiles.Rows, ResultFiles.PerImage];

    /// <summary>Only where a method made notes, or its tiles are asked for.</summary>
    private static readonly string[] Optional = [ResultFiles.Records, ResultFiles.Tiles];

    private static readonly string[] Timed = [ResultFiles.Timings, ResultFiles.Phases];

    /// <returns>The files that were written or removed, by path below the published folder; empty where nothing changed.</returns>
    /// <exception cref="ResearchException">The experiment was not run here, or published rows would be lost.</exception>
    /// <param name="force">Also where rows that are published would be lost.</param>
    public static IReadOnlyList<string> Publish(ResultFolders folders, Catalogs catalogs, string experiment, bool force)
    {
        var (local, published) = (folders.Local(experiment), folders.Published(experiment));
        if (!File.Exists(Path.Combine(local, ResultFiles.Rows)))
        {
            throw new ResearchException($"There is no local result of '{experiment}' in '{local}'. Run 'research run experiments/{experiment}.yaml' first.");
        }

        var (localRows, publishedRows) = (Path.Combine(local, ResultFiles.Rows), Path.Combine(published, ResultFiles.Rows));
        if (!force && File.Exists(publishedRows) && ResultComparison.Of(localRows, publishedRows).NotRun is > 0 and var lost)
        {
            throw new ResearchException(
                $"{lost} published rows of '{experiment}' are not in the local result and would be lost. Run the rest first ('research plan' says what is missing), or publish with --force.");
        }

        var files = Contents(local, catalogs);
        var changed = files.Where(file => !Equal(file.Value, Path.Combine(published, file.Key))).Select(file => file.Key).ToList();
        if (!changed.Contains(ResultFiles.Rows))
        {
            changed.RemoveAll(file => IsTimed(file, catalogs.Figures) && File.Exists(Path.Combine(published, file))); // Times differ after every run: alone, they are no news.
        }

        var obsolete = Figures(published).Concat(CropFiles.Names(published)).Concat(Optional.Concat(Timed).Where(file => File.Exists(Path.Combine(published, file)))).Where(file => !files.ContainsKey(file)).ToList();
        if (changed.Count + obsolete.Count > 0 || !File.Exists(Path.Combine(published, ResultFiles.ManifestFile)))
        {
            changed.Add(ResultFiles.ManifestFile); // It tells of the run that made the values; equal values need no new one.
        }

        foreach (var file in changed)
        {
            AtomicFile.WriteAllBytes(Path.Combine(published, file), file == ResultFiles.ManifestFile ? File.ReadAllBytes(Path.Combine(local, file)) : files[file]);
        }

        obsolete.ForEach(file => File.Delete(Path.Combine(published, file)));
        return [.. changed, .. obsolete];
    }

    /// <summary>What is published, by file. Pictures that may not be passed on stay behind, and tables and figures are those of a result without them.</summary>
    private static OrderedDictionary<string, byte[]> Contents(string local, Catalogs catalogs)
    {
        var files = new OrderedDictionary<string, byte[]>(StringComparer.Ordinal);
        var names = Curated.Concat(Optional.Concat(Timed).Where(file => File.Exists(Path.Combine(local, file)))).Concat(Figures(local)).Concat(CropFiles.Names(local)).ToList();
        var withheld = CropFiles.Names(local).Any() ? CropFiles.Withheld(ResultDocument.Read(local)).ToHashSet(StringComparer.Ordinal) : [];
        if (withheld.Count > 0)
        {
            var document = ResultDocument.Read(local);
            var rendered = ResultFiles.Render(document with { Pictures = document.Pictures.RemoveRange(withheld) }, catalogs);
            if (rendered.FigureProblem is { } problem)
            {
                throw new ResearchException($"The figures cannot be drawn without the pictures that may not be published, so nothing was: {problem}");
            }

            names.RemoveAll(file => withheld.Contains(file) || file.StartsWith(ResultFiles.Figures, StringComparison.Ordinal));
            foreach (var (name, content) in rendered.Files)
            {
                files[name] = content;
            }
        }

        foreach (var name in names.Where(name => !files.ContainsKey(name)))
        {
            files[name] = File.ReadAllBytes(Path.Combine(local, name));
        }

        return files;
    }

    private static bool IsTimed(string file, FigureCatalog figures) => Timed.Contains(file, StringComparer.Ordinal)
        || figures.All.Any(figure => figure.ShowsTimes && file.StartsWith($"{ResultFiles.Figures}{figure.Id}", StringComparison.Ordinal));

    private static IEnumerable<string> Figures(string folder)
    {
        var figures = Path.Combine(folder, ResultFiles.Figures);
        return Directory.Exists(figures) ? Directory.EnumerateFiles(figures).Select(file => ResultFiles.Figures + Path.GetFileName(file)).Order(StringComparer.Ordinal) : [];
    }

    private static bool Equal(byte[] content, string file) => File.Exists(file) && content.AsSpan().SequenceEqual(File.ReadAllBytes(file));
}
