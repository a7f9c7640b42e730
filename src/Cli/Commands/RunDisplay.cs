using System.Globalization;
using Research.Framework.Experiments;
using Research.Framework.Results;
using Spectre.Console;

namespace Research.Cli.Commands;

/// <summary>How a run gets on: one line for each finished cell, and on a terminal a bar for the whole and one for the cell at work.</summary>
internal sealed class RunDisplay : IRunProgress
{
    private readonly IAnsiConsole _console;
    private readonly ProgressTask? _whole;
    private readonly ProgressTask? _cell;
    private int _datasets;
    private int _total;
    private int _done;

    private RunDisplay(IAnsiConsole console, ProgressContext? live)
    {
        _console = console;
        _whole = live?.AddTask("cells");
        _cell = live?.AddTask("starting");
    }

    internal static ExperimentResult Around(IAnsiConsole console, Func<IRunProgress, ExperimentResult> run)
    {
        if (!console.Profile.Capabilities.Interactive)
        {
            return run(new RunDisplay(console, null));
        }

        return console.Progress()
            .AutoClear(true)
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .Start(live => run(new RunDisplay(console, live)));
    }

    public void Started(ExperimentPlan plan)
    {
        _datasets = plan.Datasets.Length;
        _total = plan.Cells.Length * _datasets;
        _whole?.MaxValue(_total);
        _console.WriteLine($"{plan.Experiment.Name}: {_total} cells, {string.Join(", ", plan.Datasets.Select(dataset => dataset.Name))}");
        foreach (var replaced in plan.Datasets.Append(plan.Calibration).OfType<OpenedDataset>().Where(dataset => dataset.WhyNotPreferred is not null))
        {
            _console.WriteLine($"{replaced.Name} in place of {replaced.Choice.Prefer}: {replaced.WhyNotPreferred}");
        }

        foreach (var group in plan.Skipped.GroupBy(part => part.Reason, StringComparer.Ordinal))
        {
            _console.WriteLine($"Left out because {group.Key}: {string.Join(", ", group.Select(part => part.Name))} ('research doctor' says where they are looked for)");
        }
    }

    public void Started(QuantizeCell cell) => _cell?.Description(Markup.Escape(cell.Label)).Value(0);

    public void Advanced(QuantizeCell cell, string phase, long done, long total) =>
        _cell?.Description(Markup.Escape($"{cell.Label}, {phase}")).MaxValue(total).Value(done);

    public void Measured(EvaluateCell cell, ResultRow row)
    {
        var figures = row.Metrics.Where(metric => !double.IsNaN(metric.Value)).Select(metric => string.Create(CultureInfo.InvariantCulture, $"{metric.Key} {metric.Value:F4}"));
        Line(1, $"{cell.Quantize.Label} on {row.Dataset}: {string.Join(", ", figures)}, FAB {row.FeatureAverageBits.ToString("F2", CultureInfo.InvariantCulture)}");
    }

    public void Failed(CellFailure failure) => 
        Line(failure.Dataset is null ? _datasets : 1, $"{failure.Label}: FAILED: {failure.Message}");

    private void Line(int cells, string text)
    {
        _done += cells;
        _whole?.Value(_done);
        _console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"[{_done}/{_total}] {text}"));
    }
}
