using System.CommandLine;
using Research.Framework.Experiments;
using Research.Framework.Runtime;

namespace Research.Cli.Commands;

/// <summary><c>research schema</c>: writes the JSON schema of experiments, by which editors complete and check them.</summary>
internal static class SchemaCommand
{
    internal static Command Create(CliContext context)
    {
        var output = new Option<string>("--output") { Description = "The file to write", DefaultValueFactory = _ => "experiments/schema.json", HelpName = "FILE" };
        var command = new Command("schema", "Write the JSON schema of experiments") { output };
        command.SetAction(parsed =>
        {
            var file = parsed.GetRequiredValue(output);
            AtomicFile.WriteAllText(file, ExperimentSchema.Create());
            context.Out.WriteWholeLine($"{file} written");
            return Application.Success;
        });
        return command;
    }
}
