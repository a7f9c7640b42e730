using Research.Framework.Downloads;
using Spectre.Console;

namespace Research.Cli.Commands;

/// <summary>Shows downloads: bars on a terminal, plain lines elsewhere.</summary>
internal static class DownloadDisplay
{
    /// <param name="work">Gets a way to tell a line, and where to report progress (null where nobody watches).</param>
    public static Task<int> RunAsync(TextWriter output, Func<Action<string>, IProgress<DownloadProgress>?, Task<int>> work)
    {
        if (!ReferenceEquals(output, Console.Out) || Console.IsOutputRedirected)
        {
            return work(output.WriteLine, null);
        }

        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output) });
        return console.Progress()
            .AutoClear(true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new DownloadedColumn(), new TransferSpeedColumn())
            .StartAsync(context => work(line => console.WriteLine(line), new Bar(context)));
    }

    /// <summary>One bar, for the file that is underway.</summary>
    private sealed class Bar(ProgressContext context) : IProgress<DownloadProgress>
    {
        private string? _id;
        private ProgressTask? _task;

        public void Report(DownloadProgress value)
        {
            if (value.Id != _id)
            {
                if (_task is not null)
                {
                    context.RemoveTask(_task);
                }

                _id = value.Id;
                _task = context.AddTask(Markup.Escape(value.Id), maxValue: value.Total ?? double.MaxValue);
                _task.IsIndeterminate = value.Total is null;
            }

            _task!.Value = value.Received;
        }
    }
}
