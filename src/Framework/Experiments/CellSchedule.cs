namespace Research.Framework.Experiments;

/// <summary>Hands out jobs to workers: in their order, but each only after those of the cells that it needs.</summary>
internal sealed class CellSchedule(IEnumerable<CellJob> jobs)
{
    private const int WaitMilliseconds = 200;

    private readonly Lock _lock = new();
    private readonly List<CellJob> _waiting = [.. jobs];
    private readonly HashSet<string> _open = [.. jobs.Select(job => job.Cell.Label)];

    /// <summary>Waits while all that is left needs something that others work on.</summary>
    /// <returns>Null where nothing is left.</returns>
    public CellJob? Take(CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested)
        {
            lock (_lock)
            {
                if (_waiting.Count == 0)
                {
                    return null;
                }

                if (_waiting.Find(job => !job.After.Any(_open.Contains)) is { } ready)
                {
                    _waiting.Remove(ready);
                    return ready;
                }
            }

            cancellation.WaitHandle.WaitOne(WaitMilliseconds);
        }

        return null;
    }

    /// <summary>Also after a failure: those who need it say so themselves.</summary>
    public void Done(CellJob job)
    {
        lock (_lock)
        {
            _open.Remove(job.Cell.Label);
        }
    }
}
