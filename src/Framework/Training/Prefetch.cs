namespace Research.Framework.Training;

/// <summary>Draws the next batches on other threads while the current one is trained on.</summary>
internal sealed class Prefetch : IDisposable
{
    private const int Ahead = 3;

    private readonly Func<long, TrainingBatch> _draw;
    private readonly long _end;
    private readonly Queue<Task<TrainingBatch>> _drawing = new();
    private long _next;

    /// <param name="draw">By step; thread-safe.</param>
    internal Prefetch(Func<long, TrainingBatch> draw, long first, long end)
    {
        (_draw, _next, _end) = (draw, first, end);
        Refill();
    }

    /// <summary>The batch of the next step; the caller disposes it.</summary>
    internal TrainingBatch Take()
    {
        var batch = _drawing.Dequeue().GetAwaiter().GetResult();
        Refill();
        return batch;
    }

    public void Dispose()
    {
        foreach (var drawing in _drawing)
        {
            Task.WaitAny([drawing], CancellationToken.None);
            if (drawing.IsCompletedSuccessfully)
            {
                drawing.Result.Dispose();
            }
        }
    }

    private void Refill()
    {
        while (_drawing.Count < Ahead && _next < _end)
        {
            var step = _next++;
            _drawing.Enqueue(Task.Run(() => _draw(step), CancellationToken.None));
        }
    }
}
