using System.Buffers.Binary;
using System.Text.Encodings.Web;
using System.Text.Json;
using Research.Framework.Runtime;
using TorchSharp;

namespace Research.Framework.Weights;

/// <summary>
/// The safetensors format: u64 header length (little-endian), a JSON header <c>{name: {dtype, shape, data_offsets}}</c> with
/// an optional <c>__metadata__</c> of strings, then the tensors' bytes without holes (https://github.com/huggingface/safetensors).
/// </summary>
public static class Safetensors
{
    internal const string MetadataKey = "__metadata__";

    /// <summary>Reads a file whole.</summary>
    /// <exception cref="WeightsFormatException">A damaged file, or another kind of file.</exception>
    public static StateDict Read(string path)
    {
        var file = WeightsBytes.Read(path);
        return SafetensorsReader.Read(file);
    }

    /// <summary>
    /// Writes float32, float64, int64 and uint8 tensors atomically. Wider elements come first (so that all are aligned), else the
    /// order given is kept; metadata is sorted by key. Equal input gives equal bytes.
    /// </summary>
    public static void Write(string path, IEnumerable<KeyValuePair<string, torch.Tensor>> tensors, IReadOnlyDictionary<string, string>? metadata = null)
    {
        var entries = tensors.Select(entry => (Name: entry.Key, Tensor: entry.Value, Type: Writable(path, entry.Key, entry.Value)))
            .OrderByDescending(entry => entry.Type.Size)
            .ToList();
        var duplicate = entries.GroupBy(entry => entry.Name, StringComparer.Ordinal).FirstOrDefault(group => group.Skip(1).Any());
        if (duplicate is not null)
        {
            throw new ResearchException($"{path}: two tensors have the name '{duplicate.Key}'.");
        }

        var header = Header(entries, metadata);
        AtomicFile.Write(path, stream =>
        {
            Span<byte> length = stackalloc byte[8];
            BinaryPrimitives.WriteUInt64LittleEndian(length, (ulong)header.Length);
            stream.Write(length);
            stream.Write(header);
            foreach (var (_, tensor, _) in entries)
            {
                using var scope = torch.NewDisposeScope();
                var contiguous = tensor.detach().cpu().contiguous();
                if (contiguous.numel() > 0)
                {
                    stream.Write(contiguous.bytes);
                }
            }
        });
    }

    private static ElementType Writable(string path, string name, torch.Tensor tensor)
    {
        if (name == MetadataKey)
        {
            throw new ResearchException($"{path}: '{MetadataKey}' cannot be the name of a tensor.");
        }

        if (ElementType.Of(tensor.dtype) is not { Safetensors: "F32" or "F64" or "I64" or "U8" } type)
        {
            throw new ResearchException($"{path}: tensor '{name}' is {tensor.dtype}; only float32, float64, int64 and uint8 are written.");
        }

        if (type.IsFloat && !ElementType.IsFinite(tensor))
        {
            throw new ResearchException($"{path}: tensor '{name}' holds values that are not finite; not written.");
        }

        return type;
    }

    private static byte[] Header(List<(string Name, torch.Tensor Tensor, ElementType Type)> entries, IReadOnlyDictionary<string, string>? metadata)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            if (metadata is { Count: > 0 })
            {
                json.WriteStartObject(MetadataKey);
                foreach (var (key, value) in metadata.OrderBy(pair => pair.Key, StringComparer.Ordinal))
                {
                    json.WriteString(key, value);
                }

                json.WriteEndObject();
            }

            var offset = 0L;
            foreach (var (name, tensor, type) in entries)
            {
                json.WriteStartObject(name);
                json.WriteString("dtype", type.Safetensors);
                WriteNumbers(json, "shape", tensor.shape);
                WriteNumbers(json, "data_offsets", [offset, offset + (tensor.numel() * type.Size)]);
                json.WriteEndObject();
                offset += tensor.numel() * type.Size;
            }

            json.WriteEndObject();
        }

        while (buffer.Length % 8 != 0)
        {
            buffer.WriteByte((byte)' ');
        }

        return buffer.ToArray();
    }

    private static void WriteNumbers(Utf8JsonWriter json, string name, long[] numbers)
    {
        json.WriteStartArray(name);
        foreach (var number in numbers)
        {
            json.WriteNumberValue(number);
        }

        json.WriteEndArray();
    }
}
