using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Research.Framework.Runtime;
using Research.Framework.Weights;
using TorchSharp;

namespace Research.Framework.Training;

/// <summary>
/// The last checkpoint of one training: <c>state-STEP.safetensors</c>, and <c>checkpoint.json</c>, which names it with its hash and holds
/// the log. The checkpoint is what the JSON names: it is replaced last, in one move, so a kill at any moment leaves the old one or the new one.
/// </summary>
/// <param name="path">Of one training alone: other options, data or seeds have another folder.</param>
public sealed class CheckpointFolder(string path)
{
    private const string Index = "checkpoint.json";
    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, WriteIndented = true, NewLine = "\n" };

    public string Path => path;

    /// <summary>Told where what an interrupted training left cannot be used.</summary>
    public Action<string>? Notices { get; init; }

    /// <param name="tensors">All that decides how the training goes on.</param>
    /// <param name="step">Steps done.</param>
    /// <param name="updates">How often the optimiser moved each parameter; null: at every step.</param>
    public void Save(IReadOnlyList<KeyValuePair<string, torch.Tensor>> tensors, long step, double seconds, TrainingLog log, IReadOnlyList<long>? updates = null)
    {
        var file = string.Create(CultureInfo.InvariantCulture, $"state-{step}.safetensors");
        var whole = System.IO.Path.Combine(path, file);
        Safetensors.Write(whole, tensors);
        var checkpoint = new Checkpoint(step, file, Hash(whole), seconds, log, updates);
        AtomicFile.WriteAllBytes(System.IO.Path.Combine(path, Index), JsonSerializer.SerializeToUtf8Bytes(checkpoint, Json));
        foreach (var other in Directory.EnumerateFiles(path, "state-*").Concat(Directory.EnumerateFiles(path, "*.tmp")).Where(other => other != whole).Distinct())
        {
            File.Delete(other);
        }
    }

    /// <summary>Copies the saved tensors into these.</summary>
    /// <returns>Null where there is none, or a damaged one.</returns>
    public Checkpoint? Load(IReadOnlyList<KeyValuePair<string, torch.Tensor>> tensors)
    {
        var checkpoint = Read(tensors);
        if (checkpoint is null && Directory.Exists(path) && Directory.EnumerateFiles(path, "state-*").Append(System.IO.Path.Combine(path, Index)).Any(File.Exists))
        {
            Notices?.Invoke($"'{path}' holds no checkpoint that can be read: the training begins anew.");
        }

        return checkpoint;
    }

    private Checkpoint? Read(IReadOnlyList<KeyValuePair<string, torch.Tensor>> tensors)
    {
        try
        {
            if (JsonSerializer.Deserialize<Checkpoint>(File.ReadAllBytes(System.IO.Path.Combine(path, Index)), Json) is not { State: not null } checkpoint)
            {
                return null;
            }

            var file = System.IO.Path.Combine(path, checkpoint.State);
            if (Hash(file) != checkpoint.Sha256)
            {
                return null;
            }

            using var saved = Safetensors.Read(file);
            if (!tensors.All(tensor => saved.Tensors.TryGetValue(tensor.Key, out var kept) && kept.shape.SequenceEqual(tensor.Value.shape)))
            {
                return null; // Of another program.
            }

            using var noGradient = torch.no_grad();
            using var scope = torch.NewDisposeScope();
            foreach (var (name, tensor) in tensors)
            {
                tensor.copy_(saved.Tensors[name]);
            }

            return checkpoint;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or JsonException or ResearchException)
        {
            return null;
        }
    }

    private static string Hash(string file)
    {
        using var stream = File.OpenRead(file);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }
}
