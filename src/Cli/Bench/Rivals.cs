namespace Research.Cli.Bench;

/// <summary>Contestants that take turns, so that the machine's moods hit all alike.</summary>
internal sealed class Rivals(params IReadOnlyList<Contestant?> contestants) : IDisposable
{
    private readonly IReadOnlyList<Contestant> _present = [.. contestants.OfType<Contestant>()];

    internal void Run(int rounds, int warmUp)
    {
        for (var round = -warmUp; round < rounds; round++)
        {
            foreach (var contestant in _present)
            {
                contestant.Repeat(count: round >= 0);
            }
        }
    }

    internal Contestant? Find(string name) => _present.FirstOrDefault(contestant => contestant.Name == name);

    internal double? Median(string name) => Find(name) is { } contestant ? BenchCommand.Median(contestant.Samples) : null;

    public void Dispose()
    {
        foreach (var contestant in _present)
        {
            contestant.Dispose();
        }
    }
}
