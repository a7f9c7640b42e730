namespace Research.Framework.Weights.Pickle;

/// <summary>A tuple, list or dictionary of a pickle.</summary>
internal abstract class PickleContainer
{
    private const int MaxDepth = 100;

    private int _depth = 1;

    /// <summary>Counts nesting at the time a value is put in. False where it gets too deep.</summary>
    public bool Contains(object? value)
    {
        _depth = Math.Max(_depth, 1 + ((value as PickleContainer)?._depth ?? 0));
        return _depth <= MaxDepth;
    }
}

internal sealed class PickleTuple(object?[] items) : PickleContainer
{
    public object?[] Items { get; } = items;
}

internal sealed class PickleList : PickleContainer
{
    public List<object?> Items { get; } = [];
}

/// <summary>A dict or an OrderedDict; both keep their order. The integer key 5 is kept as <c>[5]</c>: unlike integers, strings cannot be chosen to collide.</summary>
internal sealed class PickleDictionary(bool isOrderedDict) : PickleContainer
{
    public bool IsOrderedDict { get; } = isOrderedDict;

    public OrderedDictionary<string, object?> Items { get; } = new(StringComparer.Ordinal);
}

/// <summary>A value without effect on weights: a device, an element type.</summary>
internal sealed record PickleInert;

/// <summary>Stands for an object of a class that is never looked up (only with <see cref="WeightsReadOptions.InertForeign"/>).</summary>
internal sealed record PickleForeign(string ClassName);

/// <summary>Elements that lie outside the pickle.</summary>
/// <param name="Count">Elements, not bytes.</param>
internal sealed record PickleStorage(string Key, ElementType Type, long Count);

/// <summary>A storage, or a window of it (old versions of PyTorch wrote such).</summary>
/// <param name="Begin">First element of the window.</param>
internal sealed record PickleStorageView(PickleStorage Storage, long Begin, long Count);

/// <param name="Offset">First element, counted from the storage's begin.</param>
/// <param name="Strides">In elements.</param>
internal sealed record PickleTensor(PickleStorage Storage, long Offset, long[] Sizes, long[] Strides);
