using System.Text.Json;
using Research.Framework.Runtime;

namespace Research.Framework.Downloads;

/// <summary>
/// The local record of what was downloaded first: <c>.research-checksums.json</c> in the data or weights root.
/// A file whose publisher gives no SHA-256 is pinned by it; a later download that differs is refused.
/// </summary>
public sealed class ChecksumManifest
{
    public const string FileName = ".research-checksums.json";

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { WriteIndented = true, RespectRequiredConstructorParameters = true };

    private readonly SortedDictionary<string, ChecksumPin> _pins;

    private ChecksumManifest(string path, SortedDictionary<string, ChecksumPin> pins) => (Path, _pins) = (path, pins);

    public string Path { get; }

    /// <exception cref="ResearchException">The file is no such record.</exception>
    public static ChecksumManifest Load(string root)
    {
        var path = System.IO.Path.Combine(root, FileName);
        var pins = new SortedDictionary<string, ChecksumPin>(StringComparer.Ordinal);
        if (File.Exists(path))
        {
            try
            {
                foreach (var (id, pin) in JsonSerializer.Deserialize<Dictionary<string, ChecksumPin>>(File.ReadAllBytes(path), Options) ?? [])
                {
                    pins.Add(id, pin);
                }
            }
            catch (JsonException exception)
            {
                throw new ResearchException($"{path} is no record of checksums ({exception.Message}). Delete it to record them anew.", exception);
            }
        }

        return new ChecksumManifest(path, pins);
    }

    public ChecksumPin? Find(string id) => _pins.GetValueOrDefault(id);

    /// <summary>Records an item and writes the file.</summary>
    public void Record(string id, ChecksumPin pin)
    {
        _pins[id] = pin;
        Save();
    }

    /// <summary>Takes a record back, for a file that turned out to be of no use.</summary>
    public void Forget(string id)
    {
        if (_pins.Remove(id))
        {
            Save();
        }
    }

    private void Save() => AtomicFile.WriteAllBytes(Path, JsonSerializer.SerializeToUtf8Bytes(_pins, Options));
}
