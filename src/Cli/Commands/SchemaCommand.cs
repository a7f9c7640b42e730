using System.CommandLine;
using Research.Framework.Experiments;
using Research.Framework.Runtime;
using Research.Framework.Training;

namespace Research.Cli.Commands;

/// <summary><c>research schema</c>: writes the JSON schemas of experiments and trainings, by which editors complete and check them.</summary>
internal static class SchemaCommand
{
    internal static Command Create(CliContext context)
    {
        var output = new Option<string>("--output") { Description = "The file to write", DefaultValueFactory = _ => "experiments/schema.json", HelpName = "FILE" };
        var trainings = new Option<string>("--training-output") { Description = "The file to write for trainings", DefaultValueFactory = _ => "experiments/train/schema.json", HelpName = "FILE" };
        var command = new Command("schema", "Write the JSON schemas of experiments and trainings") { output, trainings };
        command.SetAction(parsed =>
        {
            foreach (var (file, schema) in new[] { (parsed.GetRequiredValue(output), ExperimentSchema.Create()), (parsed.GetRequiredValue(trainings), TrainingSchema.Create()) })
            {
                AtomicFile.WriteAllText(file, schema);
                context.Out.WriteWholeLine($"{file} written");
            }

            return Application.Success;
        });
        return command;
    }
}
