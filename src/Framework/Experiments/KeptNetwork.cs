using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using Research.Framework.Quantization;
using Research.Framework.Runtime;

namespace Research.Framework.Experiments;

/// <summary>A quantized network in its cell's folder, whole or not at all: its files, and a note with their hashes by which damage is recognised.</summary>
/// <param name="folder">Only touched by the process that holds the cell's lock.</param>
internal sealed class KeptNetwork(string folder)
{
    private const string NoteFile = "kept.json";

    private static readonly JsonSerializerOptions Layout = new() { NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals };

    /// <returns>Null where there is none, a damaged one, or one of another key.</returns>
    public KeptNote? Read(CellKey key)
    {
        try
        {
            var note = JsonSerializer.Deserialize<KeptNote>(File.ReadAllBytes(Path.Combine(folder, NoteFile)), Layout);
            return note is { Key: not null, Notes: not null } && key.Differences(note.Key).Count == 0 && note.Files.All(file => Hash(Path.Combine(folder, file.Key)) == file.Value) ? note : null;
        }
        catch (Exception error) when (error is IOException or JsonException)
        {
            return null;
        }
    }

    /// <summary>Fills a network whose quantizers have just been placed.</summary>
    /// <exception cref="ResearchException">It was made for something else.</exception>
    public void LoadInto(QuantizedNetwork placed) => placed.LoadState(folder);

    public void Keep(QuantizedNetwork network, KeptNote note)
    {
        var next = $"{folder}.{Environment.ProcessId}.tmp";
        network.Save(next);
        var files = Directory.EnumerateFiles(next).ToDictionary(file => Path.GetFileName(file), Hash, StringComparer.Ordinal);
        AtomicFile.WriteAllBytes(Path.Combine(next, NoteFile), JsonSerializer.SerializeToUtf8Bytes(note with { Files = files }, Layout));
        Remove();
        Directory.Move(next, folder);
    }

    public void Remove()
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string Hash(string file)
    {
        using var stream = File.OpenRead(file);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }
}
