using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Parsing;
using Research.Cli.Bench;
using Research.Cli.Commands;
using Research.Framework.Runtime;
using Spectre.Console;

namespace Research.Cli;

/// <summary>The command line: exit code 0 for success, 1 where some cells or files failed, 2 for bad input.</summary>
internal static class Application
{
    internal const int Success = 0;
    internal const int SomeFailed = 1;
    internal const int BadInput = 2;
    internal const int Cancelled = 130;

    internal static Task<int> RunAsync(string[] args) => RunAsync(args, CliContext.Create());

    internal static async Task<int> RunAsync(string[] args, CliContext context)
    {
        var parsed = Root(context).Parse(args);
        if (parsed.Action is not HelpAction && Errors(parsed).ToList() is { Count: > 0 } errors)
        {
            foreach (var error in errors)
            {
                context.Error.MarkupLineInterpolated($"[red]error:[/] {error}");
            }

            context.Error.WriteLine($"Try 'research {Path(parsed.CommandResult)}--help'.");
            return BadInput;
        }

        try
        {
            return await parsed.InvokeAsync(new InvocationConfiguration
            {
                EnableDefaultExceptionHandler = false,

                // A process that ends while libtorch computes crashes. Work looks for the interrupt between operations, so the wait is short.
                ProcessTerminationTimeout = Timeout.InfiniteTimeSpan,
            });
        }
        catch (ResearchException problem)
        {
            context.Error.MarkupLineInterpolated($"[red]error:[/] {problem.Message}");
            return BadInput;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            context.Error.MarkupLineInterpolated($"[red]error:[/] {problem.Message}");
            return BadInput;
        }
        catch (OperationCanceledException)
        {
            context.Error.WriteLine("Cancelled. What was finished is kept, and checkpoints of trainings; the same command goes on from there.");
            return Cancelled;
        }
    }

    internal static RootCommand Root(CliContext context) => new("Quantized image super-resolution: declarative experiments, tables and figures.")
    {
        ListCommand.Create(context),
        ValidateCommand.Create(context),
        PlanCommand.Create(context),
        RunCommand.Create(context),
        PublishCommand.Create(context),
        VerifyCommand.Create(context),
        TableCommand.Create(context),
        ReportCommand.Create(context),
        SchemaCommand.Create(context),
        EvalCommand.Create(context),
        TrainCommand.Create(context),
        DataCommand.Create(context),
        WeightsCommand.Create(context),
        DoctorCommand.Create(context),
        BenchCommand.Create(context),
        BitopsCommand.Create(context),
    };

    /// <summary>The parser's, but for lists of files, which would take an unknown option as one more.</summary>
    private static IEnumerable<string> Errors(ParseResult parsed) =>
        parsed.Errors.Count > 0 ? parsed.Errors.Select(error => error.Message)
        : parsed.Tokens.TakeWhile(token => token.Type != TokenType.DoubleDash)
            .Where(token => token.Type == TokenType.Argument && token.Value.StartsWith("--", StringComparison.Ordinal))
            .Select(token => $"'research {Path(parsed.CommandResult).TrimEnd()}' has no option '{token.Value}'.");

    /// <summary>The command with those above it: <c>list weights </c>.</summary>
    private static string Path(CommandResult result) =>
        result.Parent is CommandResult parent ? $"{Path(parent)}{result.Command.Name} " : string.Empty;
}
