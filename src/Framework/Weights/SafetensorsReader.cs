using System.Buffers.Binary;
using System.Text.Json;
using TorchSharp;

namespace Research.Framework.Weights;

/// <summary>Reads a safetensors file and refuses whatever its header and its data do not agree on.</summary>
internal static class SafetensorsReader
{
    private const long MaxHeader = 100_000_000;

    private sealed record Entry(string Name, ElementType Type, long[] Shape, long Begin, long End);

    public static StateDict Read(WeightsBytes file)
    {
        var content = file.Content.AsMemory();
        if (content.Length < 8)
        {
            throw new WeightsFormatException(file.Path, $"{content.Length} bytes are too few for a safetensors file.");
        }

        var length = BinaryPrimitives.ReadUInt64LittleEndian(content.Span);
        if (length > MaxHeader || length > (ulong)(content.Length - 8))
        {
            throw new WeightsFormatException(file.Path, 0, $"the header would have {length} bytes; the file has {content.Length - 8} after the length, and {MaxHeader} is the limit.");
        }

        var (entries, metadata) = ReadHeader(file.Path, content.Slice(8, (int)length));
        var data = content[(8 + (int)length)..];
        TensorNames.Check(file.Path, [.. entries.Select(entry => entry.Name)]);
        CheckLayout(file.Path, entries, data.Length, 8 + (long)length);
        return new StateDict(file.Path, file.Sha256, WeightsContainer.Safetensors, ReadTensors(file.Path, entries, data.Span)) { Metadata = metadata };
    }

    private static OrderedDictionary<string, torch.Tensor> ReadTensors(string path, List<Entry> entries, ReadOnlySpan<byte> data)
    {
        var tensors = new OrderedDictionary<string, torch.Tensor>(StringComparer.Ordinal);
        try
        {
            foreach (var entry in entries)
            {
                var tensor = entry.Type.Create(entry.Shape, data[(int)entry.Begin..(int)entry.End]);
                tensors.Add(entry.Name, tensor);
                if (entry.Type.IsFloat && !ElementType.IsFinite(tensor))
                {
                    throw new WeightsFormatException(path, $"tensor '{entry.Name}' holds values that are not finite.");
                }
            }
        }
        catch
        {
            foreach (var tensor in tensors.Values)
            {
                tensor.Dispose();
            }

            throw;
        }

        return tensors;
    }

    private static (List<Entry> Entries, Dictionary<string, string> Metadata) ReadHeader(string path, ReadOnlyMemory<byte> json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
            {
                throw new WeightsFormatException(path, 8, "the header is not a JSON object.");
            }

            var entries = new List<Entry>();
            var metadata = new Dictionary<string, string>(StringComparer.Ordinal);
            var names = new HashSet<string>(StringComparer.Ordinal);
            foreach (var property in document.RootElement.EnumerateObject())
            {
                if (!names.Add(property.Name))
                {
                    throw new WeightsFormatException(path, 8, $"the header names '{property.Name}' twice.");
                }

                if (property.NameEquals(Safetensors.MetadataKey))
                {
                    ReadMetadata(path, property.Value, metadata);
                }
                else
                {
                    entries.Add(ReadEntry(path, property));
                }
            }

            return (entries, metadata);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            // InvalidOperationException: a string that is not valid Unicode.
            throw new WeightsFormatException(path, 8, $"the header is not valid JSON: {error.Message}");
        }
    }

    private static void ReadMetadata(string path, JsonElement element, Dictionary<string, string> metadata)
    {
        var valid = element.ValueKind == JsonValueKind.Object
            && element.EnumerateObject().All(item => item.Value.ValueKind == JsonValueKind.String && metadata.TryAdd(item.Name, item.Value.GetString()!));
        if (!valid)
        {
            throw new WeightsFormatException(path, 8, $"'{Safetensors.MetadataKey}' must map each key once, to a string.");
        }
    }

    private static Entry ReadEntry(string path, JsonProperty property)
    {
        var name = property.Name;
        WeightsFormatException Wrong(string problem) => new(path, 8, $"tensor '{name}': {problem}");

        var fields = property.Value;
        if (fields.ValueKind != JsonValueKind.Object || fields.EnumerateObject().Count() != 3
            || !fields.TryGetProperty("dtype", out var dtype) || !fields.TryGetProperty("shape", out var shapes)
            || !fields.TryGetProperty("data_offsets", out var offsets))
        {
            throw Wrong("needs exactly 'dtype', 'shape' and 'data_offsets'.");
        }

        var type = dtype.ValueKind == JsonValueKind.String ? ElementType.All.FirstOrDefault(known => dtype.ValueEquals(known.Safetensors)) : null;
        if (type is null)
        {
            throw Wrong($"the element type {dtype.GetRawText()} is not known; known: {string.Join(", ", ElementType.All.Select(known => known.Safetensors))}.");
        }

        if (Numbers(shapes) is not { } shape || ElementType.Count(shape) is not { } count)
        {
            throw Wrong($"the shape {shapes.GetRawText()} is not up to {ElementType.MaxRank} sizes of at most 2^31 elements in all.");
        }

        if (Numbers(offsets) is not [var begin, var end] || begin < 0 || end < begin)
        {
            throw Wrong($"the data offsets {offsets.GetRawText()} are not [begin, end].");
        }

        if (end - begin != count * type.Size)
        {
            throw Wrong($"{end - begin} bytes do not make the {count} elements of {type.Safetensors} that shape {shapes.GetRawText()} asks for.");
        }

        return new Entry(name, type, shape, begin, end);
    }

    private static long[]? Numbers(JsonElement element)
    {
        if (element.ValueKind != JsonValueKind.Array)
        {
            return null;
        }

        var numbers = new List<long>();
        foreach (var item in element.EnumerateArray())
        {
            if (item.ValueKind != JsonValueKind.Number || !item.TryGetInt64(out var number))
            {
                return null;
            }

            numbers.Add(number);
        }

        return [.. numbers];
    }

    private static void CheckLayout(string path, List<Entry> entries, long available, long dataOffset)
    {
        var position = 0L;
        foreach (var entry in entries.OrderBy(entry => entry.Begin).ThenBy(entry => entry.End))
        {
            if (entry.Begin != position)
            {
                var what = entry.Begin < position ? "overlaps the tensor before it" : $"leaves a hole of {entry.Begin - position} bytes";
                throw new WeightsFormatException(path, dataOffset + entry.Begin, $"tensor '{entry.Name}' {what}.");
            }

            position = entry.End;
        }

        if (position != available)
        {
            throw new WeightsFormatException(path, dataOffset + Math.Min(position, available), $"the tensors take {position} bytes, the file holds {available}; is it cut off?");
        }
    }
}
