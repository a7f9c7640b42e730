namespace Research.Framework.Weights.Pickle;

/// <summary>The instructions that build containers and tensors.</summary>
internal sealed partial class PickleMachine
{
    private PickleTuple Tuple(object?[] items)
    {
        var tuple = new PickleTuple(items);
        foreach (var item in items)
        {
            Nest(tuple, item);
        }

        return tuple;
    }

    private void Append(object?[] items)
    {
        if (Top() is PickleForeign)
        {
            return;
        }

        var list = Top() as PickleList ?? throw Wrong("something is appended to what is not a list.");
        foreach (var item in items)
        {
            Nest(list, item);
            list.Items.Add(item);
        }
    }

    private void SetItems(object?[] items)
    {
        if (Top() is PickleForeign)
        {
            return;
        }

        var dictionary = Top() as PickleDictionary ?? throw Wrong("an item is set on what is not a dictionary.");
        if (items.Length % 2 != 0)
        {
            throw Wrong("a key has no value.");
        }

        for (var i = 0; i < items.Length; i += 2)
        {
            SetItem(dictionary, items[i], items[i + 1]);
        }
    }

    private void SetItem(PickleDictionary dictionary, object? key, object? value)
    {
        var name = key switch
        {
            string text => text,
            long number => $"[{number}]",
            _ => throw Wrong("the key of a dictionary is neither text nor a 64-bit integer."),
        };

        Nest(dictionary, value);
        if (!dictionary.Items.TryAdd(name, value))
        {
            throw Wrong($"the key '{name}' is set twice.");
        }
    }

    private void Nest(PickleContainer container, object? value)
    {
        if (!container.Contains(value))
        {
            throw Wrong("nested too deeply.");
        }
    }

    private object Global(string module, string name) =>
        (object?)PickleGlobal.Find(module, name)
        ?? (inertForeign ? new PickleForeign($"{module}.{name}") : throw Foreign($"{module}.{name}", PickleOpcode.GLOBAL));

    private void StackGlobal(object?[] names)
    {
        if (names is not [string module, string name])
        {
            throw Wrong("the name of a class is not text.");
        }

        Push(Global(module, name));
    }

    private void NewObject(object?[] classAndArguments) =>
        Push(classAndArguments[0] as PickleForeign ?? throw Foreign("that is not told", PickleOpcode.NEWOBJ));

    /// <summary>State of an OrderedDict is the versions of modules (<c>_metadata</c>): of no use here.</summary>
    private void Build(object? state)
    {
        if (Top() is not (PickleForeign or PickleDictionary { IsOrderedDict: true }) || (Top() is PickleDictionary && state is not PickleDictionary))
        {
            throw Wrong("the opcode BUILD (0x62) sets the state of something other than an OrderedDict.");
        }
    }

    private void Reduce(object?[] callableAndArguments)
    {
        if (callableAndArguments[0] is PickleForeign foreign)
        {
            Push(foreign);
            return;
        }

        if (callableAndArguments is not [PickleGlobal global, PickleTuple { Items: var arguments }])
        {
            throw Wrong("the opcode REDUCE (0x52) calls something that is not a known function with arguments.");
        }

        Push((global.Callable, arguments) switch
        {
            (PickleCallable.OrderedDict, []) => new PickleDictionary(isOrderedDict: true),
            (PickleCallable.OrderedDict, [PickleList pairs]) => OrderedDictionary(pairs),
            (PickleCallable.Size, [PickleTuple sizes]) => sizes,
            (PickleCallable.Inert, _) => new PickleInert(),
            (PickleCallable.TensorV1, [PickleStorageView view, long offset, PickleTuple sizes, PickleTuple strides]) => Tensor(view, offset, sizes, strides),
            (PickleCallable.TensorV2, [PickleStorageView view, long offset, PickleTuple sizes, PickleTuple strides, bool, _]) => Tensor(view, offset, sizes, strides),
            (PickleCallable.TensorV2, [PickleStorageView view, long offset, PickleTuple sizes, PickleTuple strides, bool, _, _]) => Tensor(view, offset, sizes, strides),
            (PickleCallable.Parameter, [PickleTensor tensor, bool, _]) => tensor,
            (PickleCallable.ParameterWithState, [PickleTensor tensor, bool, _, _]) => tensor,
            _ => throw Wrong($"the opcode REDUCE (0x52) calls {global.Callable} with unexpected arguments."),
        });
    }

    private PickleDictionary OrderedDictionary(PickleList pairs)
    {
        var dictionary = new PickleDictionary(isOrderedDict: true);
        foreach (var pair in pairs.Items)
        {
            var items = pair switch
            {
                PickleTuple tuple => tuple.Items,
                PickleList list => [.. list.Items],
                _ => [],
            };
            if (items is not [var key, var value])
            {
                throw Wrong("an OrderedDict is made of what are not pairs.");
            }

            SetItem(dictionary, key, value);
        }

        return dictionary;
    }

    private PickleTensor Tensor(PickleStorageView view, long offset, PickleTuple sizeTuple, PickleTuple strideTuple)
    {
        var sizes = Numbers(sizeTuple);
        var strides = Numbers(strideTuple);
        if (sizes.Length != strides.Length || ElementType.Count(sizes) is not { } count || offset < 0 || strides.Any(stride => stride < 0))
        {
            throw Wrong($"a tensor of sizes ({string.Join(", ", sizes)}), strides ({string.Join(", ", strides)}), offset {offset}; at most {ElementType.MaxRank} sizes and 2^31 elements.");
        }

        if (count > 0)
        {
            var last = (Int128)offset;
            for (var i = 0; i < sizes.Length; i++)
            {
                last += (Int128)(sizes[i] - 1) * strides[i];
            }

            if (last >= view.Count)
            {
                throw Wrong($"a tensor reaches to element {last} of storage '{view.Storage.Key}', which has {view.Count}.");
            }
        }

        return new PickleTensor(view.Storage, count > 0 ? view.Begin + offset : 0, sizes, strides);
    }

    private long[] Numbers(PickleTuple tuple) =>
        [.. tuple.Items.Select(item => item is long number ? number : throw Wrong("a size or stride is not an integer."))];

    private PickleStorageView PersistentId(object? id)
    {
        var members = (id as PickleTuple)?.Items ?? [];
        if (members is ["module", ..])
        {
            throw Foreign("torch.nn.Module", PickleOpcode.BINPERSID);
        }

        if (members.Length != persistentIdLength
            || members is not ["storage", PickleGlobal { Type: { } type }, string key, string, long count, ..]
            || count < 0 || count > 1L << 31)
        {
            throw Wrong("the opcode BINPERSID (0x51) refers to something other than a storage.");
        }

        var storage = new PickleStorage(key, type, count);
        if (!Storages.TryAdd(key, storage) && Storages[key] != storage)
        {
            throw Wrong($"the storage '{key}' is mentioned with two types or sizes.");
        }

        return members.ElementAtOrDefault(5) switch
        {
            null => new PickleStorageView(storage, 0, count),
            PickleTuple { Items: [string, long begin, long length] } when begin >= 0 && length >= 0 && length <= count && begin <= count - length =>
                new PickleStorageView(storage, begin, length),
            _ => throw Wrong($"a view of storage '{key}' lies outside it."),
        };
    }
}
