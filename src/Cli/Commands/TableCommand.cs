using System.CommandLine;

namespace Research.Cli.Commands;

/// <summary><c>research table NAME</c>: renders a published table and its figures again from its rows, without running a cell.</summary>
internal static class TableCommand
{
    internal static Command Create(CliContext context)
    {
        var experiment = new Argument<string>("EXPERIMENT") { Description = "Name of a published result, e.g. quickstart" };
        var command = new Command("table", "Render a published table again from its rows") { experiment, ResultOptions.Results, PathOptions.WeightsRoot };
        command.SetAction(parsed => Rendering.Run(context, parsed, ResultOptions.Folders(parsed).Published(parsed.GetRequiredValue(experiment))));
        return command;
    }
}
