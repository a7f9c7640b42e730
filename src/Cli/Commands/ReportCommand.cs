using System.CommandLine;
using Research.Framework.Results;

namespace Research.Cli.Commands;

/// <summary><c>research report NAME</c>: renders the table and all figures of what was run here, or else of the published result, without running a cell.</summary>
internal static class ReportCommand
{
    internal static Command Create(CliContext context)
    {
        var experiment = new Argument<string>("EXPERIMENT") { Description = "Its name, e.g. quickstart or cabm/table2" };
        var published = new Option<bool>("--published") { Description = "The published result, also where there is a local one" };
        var command = new Command("report", "Render the table and the figures of a result again from its files") { experiment, published, ResultOptions.Results, PathOptions.WeightsRoot };
        command.SetAction(parsed =>
        {
            var (folders, name) = (ResultOptions.Folders(parsed), parsed.GetRequiredValue(experiment));
            var local = folders.Local(name);
            var isLocal = !parsed.GetValue(published) && File.Exists(Path.Combine(local, ResultFiles.Rows));
            return Rendering.Run(context, parsed, isLocal ? local : folders.Published(name));
        });
        return command;
    }
}
