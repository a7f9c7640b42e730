using System.CommandLine;
using System.Globalization;
using Research.Framework.Experiments;
using Research.Framework.Results;
using Research.Framework.Runtime;
using Spectre.Console;

namespace Research.Cli.Commands;

/// <summary><c>research verify FILE</c>: whether published rows can be had again on this machine.</summary>
internal static class VerifyCommand
{
    internal static Command Create(CliContext context)
    {
        var sample = new Option<int>("--sample") { Description = "How many rows to run again at most", DefaultValueFactory = _ => 5, HelpName = "N" };
        var training = new Option<bool>("--with-training") { Description = "Also rows whose networks must be trained again" };
        var command = new Command("verify", "Run some of the published rows of an experiment again and compare them")
        {
            ExperimentOptions.File, ExperimentOptions.Profile, sample, training, ResultOptions.Results, PathOptions.DataRoot, PathOptions.WeightsRoot,
        };
        command.SetAction((parsed, cancellation) => Task.Run(() => Verify(context.For(PathOptions.Resolve(parsed)), parsed, parsed.GetValue(sample), parsed.GetValue(training), cancellation), CancellationToken.None));
        return command;
    }

    private static int Verify(CliContext context, ParseResult parsed, int sample, bool withTraining, CancellationToken cancellation)
    {
        if (sample < 1)
        {
            throw new ResearchException("'--sample' must be at least 1: a check of nothing would succeed.");
        }

        var paths = PathOptions.Resolve(parsed);
        var profile = parsed.GetValue(ExperimentOptions.Profile);
        var experiment = ExperimentFile.Load(parsed.GetRequiredValue(ExperimentOptions.File), context.Catalogs, profile);
        var published = Path.Combine(ResultOptions.Folders(parsed).Published(experiment.Name), ResultFiles.Rows);
        if (!File.Exists(published))
        {
            throw new ResearchException($"There is no published result of '{experiment.Name}': '{published}' does not exist.");
        }

        var plan = ExperimentPlan.Make(experiment, profile, context.Catalogs, paths);
        var rows = new List<VerifiedRow>();
        foreach (var row in new Verification(plan, context.Catalogs, paths, withTraining).Run(published, sample, QuietProgress.Instance, cancellation))
        {
            rows.Add(row);
            if (row.State != VerifiedState.LeftOut)
            {
                context.Out.WriteWholeLine($"{Word(row.State)}: {row.Label}: {row.Details}");
            }
        }

        var counts = Enum.GetValues<VerifiedState>().Select(state => string.Create(CultureInfo.InvariantCulture, $"{rows.Count(row => row.State == state)} {Word(state)}"));
        context.Out.WriteLine($"{experiment.Name}: {string.Join(", ", counts)} (tolerance {Verification.Tolerance.ToString(CultureInfo.InvariantCulture)} dB)");
        if (!rows.Exists(row => row.State is VerifiedState.Same or VerifiedState.Differs))
        {
            context.Error.WriteLine("Nothing was verified.");
            return Application.SomeFailed;
        }

        return rows.Exists(row => row.State == VerifiedState.Differs) ? Application.SomeFailed : Application.Success;
    }

    private static string Word(VerifiedState state) => state switch
    {
        VerifiedState.Same => "same",
        VerifiedState.Differs => "different",
        VerifiedState.NotChecked => "not checked",
        _ => "not in the sample",
    };
}
