using System.CommandLine;
using Research.Framework.Results;
using Research.Framework.Runtime;

namespace Research.Cli.Commands;

/// <summary>Renders a result's table and figures again from its own files, and writes those that differ.</summary>
internal static class Rendering
{
    internal static int Run(CliContext context, ParseResult parsed, string folder)
    {
        var rendered = ResultFiles.Render(ResultDocument.Read(folder), context.For(PathOptions.Resolve(parsed)).Catalogs);
        if (rendered.FigureProblem is { } problem)
        {
            throw new ResearchException($"The figures cannot be drawn, so nothing was rendered: {problem}");
        }

        var changed = rendered.Files.Where(file => !IsEqual(Path.Combine(folder, file.Key), file.Value)).ToList();
        changed.ForEach(file => AtomicFile.WriteAllBytes(Path.Combine(folder, file.Key), file.Value));
        var place = Path.GetRelativePath(Environment.CurrentDirectory, folder);
        context.Out.WriteWholeLine(changed.Count == 0
            ? $"{place}: {rendered.Files.Count} files rendered, all identical to those there: {string.Join(", ", rendered.Files.Keys)}"
            : $"{place}: rendered anew: {string.Join(", ", changed.Select(file => file.Key))}");
        return Application.Success;
    }

    private static bool IsEqual(string path, byte[] content) => File.Exists(path) && File.ReadAllBytes(path).AsSpan().SequenceEqual(content);
}
