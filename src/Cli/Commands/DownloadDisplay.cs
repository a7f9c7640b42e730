using Research.Framework.Downloads;
using Spectre.Console;

namespace Research.Cli.Commands;

/// <summary>Shows downloads: a bar on a terminal, plain lines elsewhere.</summary>
internal static class DownloadDisplay
{
    /// <param name="work">Gets a way to tell a line, and where to report progress (null where nobody watches).</param>
    internal static Task<int> RunAsync(IAnsiConsole console, Func<Action<string>, IProgress<DownloadProgress>?, Task<int>> work)
    {
        if (!console.Profile.Capabilities.Interactive)
        {
            return Work(progress: null);
        }

        return console.Progress()
            .AutoClear(true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new DownloadedColumn(), new TransferSpeedColumn())
            .StartAsync(context => Work(new Bar(context)));

        async Task<int> Work(IProgress<DownloadProgress>? progress)
        {
            try
            {
                return await work(console.WriteWholeLine, progress).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                console.WriteWholeLine("Stopped. What was received is kept; the same command continues from there.");
                throw;
            }
        }
    }

    /// <summary>The last line and the exit code.</summary>
    internal static int Conclude(Action<string> tell, IReadOnlyList<string> missing)
    {
        if (missing.Count == 0)
        {
            return Application.Success;
        }

        tell($"Not to be had now: {string.Join(", ", missing)}.");
        return Application.SomeFailed;
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
