namespace Research.Framework.Methods;

/// <summary>Where a method writes its <see cref="MethodNotes"/>. Of one thread.</summary>
public sealed class MethodNotebook
{
    private readonly List<MethodRecord> _records = [];
    private readonly List<MethodTime> _times = [];

    public MethodNotes Notes => new([.. _records], [.. _times]);

    internal void Add(MethodRecord record) => _records.Add(record);

    internal void Add(MethodTime time) => _times.Add(time);
}
