using System.CommandLine;
using System.Globalization;
using Research.Cli;

namespace Research.Tests.Cli.Commands;

/// <summary>A command run within the test's process.</summary>
internal sealed record CommandRun(int ExitCode, string Output)
{
    public static async Task<CommandRun> Of(Func<CliContext, Command> create, params string[] arguments)
    {
        using var output = new StringWriter(CultureInfo.InvariantCulture);
        var command = create(CliContext.Create() with { Out = CliContext.Terminal(output), Error = CliContext.Terminal(output) });
        var configuration = new InvocationConfiguration { Output = output, Error = output, EnableDefaultExceptionHandler = false };
        var exitCode = await new RootCommand { command }.Parse(arguments).InvokeAsync(configuration, TestContext.Current.CancellationToken);
        return new CommandRun(exitCode, output.ToString());
    }
}
