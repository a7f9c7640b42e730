using Research.Framework.Weights.Pickle;
using TorchSharp;

namespace Research.Framework.Weights;

/// <summary>Finds the weights within an unpickled object and fills their tensors from the storages.</summary>
internal static class TorchTensors
{
    /// <summary>Keys under which training programs keep a state dictionary, in the order of preference.</summary>
    private static readonly string[] Wrappers = ["params_ema", "params", "state_dict", "model_state_dict", "model", "net", "generator"];

    private const int Shown = 8;

    /// <param name="storages">The bytes of each storage by key; lengths were checked.</param>
    public static StateDict Read(WeightsBytes file, WeightsContainer container, object? root, IReadOnlyDictionary<string, ReadOnlyMemory<byte>> storages)
    {
        var (weights, notes) = Choose(file.Path, root);
        var tensors = new OrderedDictionary<string, torch.Tensor>(StringComparer.Ordinal);
        TensorNames.Check(file.Path, weights.Items.Keys);
        CheckVolume(file, weights);
        foreach (var (name, value) in weights.Items)
        {
            var tensor = (PickleTensor)value!;
            tensors.Add(name, Materialize(tensor, storages[tensor.Storage.Key].Span));
        }

        return new StateDict(file.Path, file.Sha256, container, tensors) { Notes = notes };
    }

    private static (PickleDictionary Weights, string[] Notes) Choose(string path, object? root)
    {
        if (root is not PickleDictionary dictionary)
        {
            throw new WeightsFormatException(path, $"holds {Describe(root)}, not a state dictionary.");
        }

        if (IsStateDict(dictionary))
        {
            return (dictionary, []);
        }

        foreach (var wrapper in Wrappers)
        {
            if (dictionary.Items.TryGetValue(wrapper, out var value) && value is PickleDictionary inner && IsStateDict(inner))
            {
                return (inner, [$"the weights were taken from the entry '{wrapper}' of {string.Join(", ", dictionary.Items.Keys)}"]);
            }
        }

        throw new WeightsFormatException(path,
            $"holds no dictionary of tensors, neither at top nor as {string.Join(", ", Wrappers)}. " +
            $"It holds {string.Join(", ", dictionary.Items.Take(Shown).Select(item => $"'{item.Key}': {Describe(item.Value)}"))}{(dictionary.Items.Count > Shown ? ", ..." : string.Empty)}.");
    }

    private static bool IsStateDict(PickleDictionary dictionary) =>
        dictionary.Items.Count > 0 && dictionary.Items.Values.All(value => value is PickleTensor);

    private static string Describe(object? value) => value switch
    {
        null => "None",
        PickleTensor tensor => $"a tensor [{string.Join(", ", tensor.Sizes)}]",
        PickleForeign foreign => $"an object of the foreign class {foreign.ClassName}",
        PickleDictionary inner when inner.Items.FirstOrDefault(item => item.Value is not PickleTensor) is { Key: { } key } other =>
            $"a dictionary whose '{key}' is {(other.Value is PickleDictionary ? "a dictionary" : Describe(other.Value))}",
        PickleDictionary inner => inner.Items.Count == 0 ? "an empty dictionary" : "a dictionary of tensors",
        PickleList list => $"a list of {list.Items.Count}",
        PickleTuple tuple => $"a tuple of {tuple.Items.Length}",
        string => "text",
        bool or long or double or System.Numerics.BigInteger => "a number",
        _ => "something else",
    };

    /// <summary>Tensors may share a storage or repeat an element (stride 0), so that a small file could ask for any amount of memory.</summary>
    private static void CheckVolume(WeightsBytes file, PickleDictionary weights)
    {
        var limit = (4L * file.Content.Length) + (1 << 20);
        var (elements, bytes) = (0L, 0L);
        foreach (PickleTensor? tensor in weights.Items.Values)
        {
            var count = ElementType.Count(tensor!.Sizes)!.Value;
            elements += count;
            bytes += count * tensor.Storage.Type.Size;
            if (elements > 1L << 31 || bytes > limit)
            {
                throw new WeightsFormatException(file.Path, $"its tensors would take {bytes} bytes or more, which the {file.Content.Length} bytes of the file do not justify.");
            }
        }
    }

    private static torch.Tensor Materialize(PickleTensor tensor, ReadOnlySpan<byte> storage)
    {
        var size = tensor.Storage.Type.Size;
        var content = new byte[ElementType.Count(tensor.Sizes)!.Value * size];
        if (IsContiguous(tensor))
        {
            storage.Slice((int)(tensor.Offset * size), content.Length).CopyTo(content);
        }
        else
        {
            Gather(tensor, storage, content, size);
        }

        return tensor.Storage.Type.Create(tensor.Sizes, content);
    }

    private static bool IsContiguous(PickleTensor tensor)
    {
        var expected = 1L;
        for (var i = tensor.Sizes.Length - 1; i >= 0; i--)
        {
            if (tensor.Sizes[i] != 1 && tensor.Strides[i] != expected)
            {
                return false;
            }

            expected *= tensor.Sizes[i];
        }

        return true;
    }

    /// <summary>value[i0, i1, ..] = storage[offset + sum of i_k * stride_k], last index fastest.</summary>
    private static void Gather(PickleTensor tensor, ReadOnlySpan<byte> storage, Span<byte> content, int size)
    {
        var index = new long[tensor.Sizes.Length];
        var element = tensor.Offset;
        for (var target = 0; target < content.Length; target += size)
        {
            storage.Slice((int)(element * size), size).CopyTo(content[target..]);
            for (var k = index.Length - 1; k >= 0; k--)
            {
                element += tensor.Strides[k];
                if (++index[k] < tensor.Sizes[k])
                {
                    break;
                }

                element -= index[k] * tensor.Strides[k];
                index[k] = 0;
            }
        }
    }
}
