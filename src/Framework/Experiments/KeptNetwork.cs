using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using Research.Framework.Quantization;
using Research.Framework.Runtime;

namespace Research.Framework.Experiments;

/// <summary>A quantized network in its cell's folder, whole or not at all: its files, and a note with their hashes by which damage is recognised.</summary>
/// <param name="folder">Only touched by the process that holds the cell's lock.</param>
internal sealed class KeptNetwork(string folder)
{
    private const string NoteFile = "kept.json";

    /// <summary>Seconds that it took to make; null where there is none, a damaged one, or one of another key.</summary>
    public double? Seconds(CellKey key)
    {
        try
        {
            var note = JsonSerializer.Deserialize<Note>(File.ReadAllBytes(Path.Combine(folder, NoteFile)));
            return note is { Key: not null, Files: not null } && key.Differences(note.Key).Count == 0 && note.Files.All(file => Hash(Path.Combine(folder, file.Key)) == file.Value) ? note.Seconds : null;
        }
        catch (Exception error) when (error is IOException or JsonException)
        {
            return null;
        }
    }

    /// <summary>Fills a network whose quantizers have just been placed.</summary>
    /// <exception cref="ResearchException">It was made for something else.</exception>
    public void LoadInto(QuantizedNetwork placed) => placed.LoadState(folder);

    public void Keep(QuantizedNetwork network, CellKey key, double seconds)
    {
        var next = $"{folder}.{Environment.ProcessId}.tmp";
        network.Save(next);
        var files = Directory.EnumerateFiles(next).ToDictionary(file => Path.GetFileName(file), Hash, StringComparer.Ordinal);
        AtomicFile.WriteAllBytes(Path.Combine(next, NoteFile), JsonSerializer.SerializeToUtf8Bytes(new Note(key.Parts, files, seconds)));
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

    private sealed record Note(JsonObject Key, IReadOnlyDictionary<string, string> Files, double Seconds);
}
