using System.CommandLine;
using Research.Framework.Results;
using Spectre.Console;

namespace Research.Cli.Commands;

/// <summary><c>research publish EXPERIMENT</c>: makes the local result the published one.</summary>
internal static class PublishCommand
{
    internal static Command Create(CliContext context)
    {
        var experiment = new Argument<string>("EXPERIMENT") { Description = "Its name, e.g. quickstart or cabm/table2" };
        var force = new Option<bool>("--force") { Description = "Also where published rows would be lost" };
        var command = new Command("publish", "Copy a local result to the committed ones") { experiment, force, ResultOptions.Results, PathOptions.WeightsRoot };
        command.SetAction(parsed =>
        {
            var name = parsed.GetRequiredValue(experiment);
            var changed = ResultPublisher.Publish(ResultOptions.Folders(parsed), context.For(PathOptions.Resolve(parsed)).Catalogs, name, parsed.GetValue(force));
            context.Out.WriteLine(changed.Count == 0 ? $"results/{name} is unchanged." : $"results/{name}: {string.Join(", ", changed)}");
            return Application.Success;
        });
        return command;
    }
}
