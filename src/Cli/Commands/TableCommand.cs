using System.CommandLine;
using Research.Framework.Results;
using Research.Framework.Runtime;

namespace Research.Cli.Commands;

/// <summary><c>research table NAME</c>: renders a published table and its figures again from its rows, without running a cell.</summary>
internal static class TableCommand
{
    internal static Command Create(CliContext context)
    {
        var experiment = new Argument<string>("EXPERIMENT") { Description = "Name of a published result, e.g. quickstart" };
        var command = new Command("table", "Render a published table again from its rows") { experiment, ResultOptions.Results, PathOptions.WeightsRoot };
        command.SetAction(parsed =>
        {
            var folder = ResultOptions.Folders(parsed).Published(parsed.GetRequiredValue(experiment));
            var rendered = ResultFiles.Render(ResultDocument.Read(folder), context.For(PathOptions.Resolve(parsed)).Catalogs);
            if (rendered.FigureProblem is { } problem)
            {
                throw new ResearchException($"The figures cannot be drawn, so nothing was rendered: {problem}");
            }

            var changed = rendered.Files.Where(file => !IsEqual(Path.Combine(folder, file.Key), file.Value)).ToList();
            changed.ForEach(file => AtomicFile.WriteAllBytes(Path.Combine(folder, file.Key), file.Value));
            context.Out.WriteWholeLine(changed.Count == 0
                ? $"{rendered.Files.Count} files rendered, all identical to the published ones: {string.Join(", ", rendered.Files.Keys)}"
                : $"Rendered anew: {string.Join(", ", changed.Select(file => file.Key))}");
            return Application.Success;
        });
        return command;
    }

    private static bool IsEqual(string path, byte[] content) => File.Exists(path) && File.ReadAllBytes(path).AsSpan().SequenceEqual(content);
}
