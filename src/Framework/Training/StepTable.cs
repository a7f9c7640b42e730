using System.Globalization;
using Research.Framework.Runtime;
using Research.Framework.Tables;

namespace Research.Framework.Training;

/// <summary>Every step as a line of a CSV file: step, loss, its terms, lr, lr_GROUP of the groups after the first, seconds.</summary>
/// <remarks>The columns are those of the first step; a term that comes later has none.</remarks>
public sealed class StepTable(string path) : ITrainingJournal
{
    private readonly List<IReadOnlyList<string>> _waiting = [];
    private IReadOnlyList<string>? _columns;

    public void Resume(long step)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        if (!File.Exists(path))
        {
            return;
        }

        var whole = File.ReadAllText(path);
        var lines = whole[..(whole.LastIndexOf('\n') + 1)].Split('\n', StringSplitOptions.RemoveEmptyEntries); // The last may have been cut by a kill.
        if (lines.Length == 0)
        {
            File.Delete(path);
            return;
        }

        _columns = lines[0].Split(',');
        var kept = lines.Skip(1).TakeWhile(line => long.Parse(line[..line.IndexOf(',', StringComparison.Ordinal)], CultureInfo.InvariantCulture) <= step);
        AtomicFile.WriteAllText(path, string.Concat(kept.Prepend(lines[0]).Select(line => $"{line}\n")));
    }

    public void Add(TrainingStep step)
    {
        var values = Values(step).ToList();
        if (_columns is null)
        {
            _columns = [.. values.Select(value => value.Column)];
            _waiting.Add(_columns);
        }

        var texts = values.ToDictionary(value => value.Column, value => value.Text, StringComparer.Ordinal);
        _waiting.Add([.. _columns.Select(column => texts.GetValueOrDefault(column, string.Empty))]);
    }

    public void Flush()
    {
        if (_waiting.Count > 0)
        {
            File.AppendAllBytes(path, new CsvTable(_waiting[0], _waiting[1..]).ToBytes());
            _waiting.Clear();
        }
    }

    public void Dispose() => Flush();

    private static IEnumerable<(string Column, string Text)> Values(TrainingStep step)
    {
        string Text(double value, string format = "G9") => double.IsNaN(value) ? string.Empty : value.ToString(format, CultureInfo.InvariantCulture);
        yield return ("step", step.Step.ToString(CultureInfo.InvariantCulture));
        yield return ("loss", Text(step.Loss));
        foreach (var (name, value) in step.Parts)
        {
            yield return (name, Text(value));
        }

        foreach (var (index, rate) in step.Rates.Index())
        {
            yield return (index == 0 ? "lr" : $"lr_{rate.Key}", Text(rate.Value, "G10"));
        }

        yield return ("seconds", Text(step.Seconds, "F3"));
    }
}
