using System.CommandLine;
using System.Globalization;

namespace Research.Tests.Cli.Commands;

/// <summary>A command run within the test's process.</summary>
internal sealed record CommandRun(int ExitCode, string Output)
{
    public static async Task<CommandRun> Of(Command command, params string[] arguments)
    {
        using var output = new StringWriter(CultureInfo.InvariantCulture);
        var configuration = new InvocationConfiguration { Output = output, Error = output, EnableDefaultExceptionHandler = false };
        var exitCode = await new RootCommand { command }.Parse(arguments).InvokeAsync(configuration, TestContext.Current.CancellationToken);
        return new CommandRun(exitCode, output.ToString());
    }
}
