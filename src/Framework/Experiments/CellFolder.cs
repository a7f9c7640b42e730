using System.Globalization;
using System.Text;
using Research.Framework.Results;
using Research.Framework.Runtime;

namespace Research.Framework.Experiments;

/// <summary>
/// Where a quantize cell and its evaluations are kept: <c>cells/&lt;weights&gt;-x&lt;scale&gt;/&lt;method&gt;/&lt;quantize key&gt;/&lt;data set&gt;-&lt;evaluate key&gt;.json</c>
/// below the runs root, with the network and the crops beside them where they are kept. Files appear whole or not at all; one process at a time writes to a folder.
/// </summary>
internal sealed class CellFolder
{
    private const int WaitMilliseconds = 200;

    private readonly string _folder;
    private readonly string _method;

    public CellFolder(ResearchPaths paths, QuantizeCell cell, CellKey key)
    {
        var network = string.Create(CultureInfo.InvariantCulture, $"{FileName.Of(cell.Network.Weights.Id)}-x{cell.Network.Scale}");
        _method = Path.Combine(paths.RunsRoot, "cells", network, cell.Method.Identity.Method);
        _folder = Path.Combine(_method, key.Short);
    }

    public KeptNetwork Network => new(Path.Combine(_folder, "network"));

    /// <summary>Of a training that is not finished.</summary>
    public string Checkpoints => Path.Combine(_folder, "checkpoints");

    /// <summary>Of a training, finished or not.</summary>
    public string Journals => Path.Combine(_folder, "training");

    /// <summary>Waits until no other process works on this cell. The system lets go of the lock when a process ends, however it ends.</summary>
    public IDisposable Lock(CancellationToken cancellation)
    {
        Directory.CreateDirectory(_folder);
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            try
            {
                var writer = new FileStream(Path.Combine(_folder, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
                foreach (var leftover in Directory.EnumerateFiles(_folder, "*.tmp"))
                {
                    File.Delete(leftover); // Of a process that was killed while it wrote.
                }

                foreach (var leftover in Directory.EnumerateDirectories(_folder, "*.tmp"))
                {
                    Directory.Delete(leftover, recursive: true);
                }

                return writer;
            }
            catch (IOException) when (File.Exists(Path.Combine(_folder, "lock")))
            {
                cancellation.WaitHandle.WaitOne(WaitMilliseconds);
            }
        }
    }

    /// <returns>Null where the cell has not been finished, or without something that is asked for now.</returns>
    public StoredCell? Find(EvaluateCell cell, CellKey key)
    {
        var file = FileOf(cell, key);
        var pictures = cell.Detail.Crops.Select(crop => (Crop: crop, File: FileOf(crop, file))).ToList();
        return File.Exists(file) && StoredCell.Read(file) is { } stored && key.Differences(stored.Key).Count == 0
            && (stored.HasTiles || !cell.Detail.Tiles) && pictures.TrueForAll(picture => File.Exists(picture.File))
            ? stored with { Crops = [.. pictures.Select(picture => new CropPicture(picture.Crop, File.ReadAllBytes(picture.File)))] }
            : null;
    }

    public void Keep(Measurement measured, CellKey key)
    {
        var file = FileOf(measured.Cell, key);
        foreach (var picture in measured.Crops)
        {
            AtomicFile.WriteAllBytes(FileOf(picture.Crop, file), picture.Png);
        }

        AtomicFile.WriteAllBytes(file, StoredCell.Of(measured, key).ToBytes());
        File.Delete(ErrorOf(file));
    }

    public void RemoveCheckpoints()
    {
        if (Directory.Exists(Checkpoints))
        {
            Directory.Delete(Checkpoints, recursive: true);
        }
    }

    /// <summary>For the reason that the next plan gives.</summary>
    public void KeepError(EvaluateCell cell, CellKey key, string message) => AtomicFile.WriteAllText(ErrorOf(FileOf(cell, key)), message);

    /// <summary>Why the cell has to be run, by what was finished before with the same weights' name, method and data set.</summary>
    public string Reason(EvaluateCell cell, CellKey key)
    {
        var error = ErrorOf(FileOf(cell, key));
        if (File.Exists(error))
        {
            return $"failed before: {File.ReadAllText(error, Encoding.UTF8)}";
        }

        var nearest = Others(cell).Select(other => (other.Identity, Parts: key.Differences(other.Key), other.HasTiles)).OrderBy(other => other.Parts.Count).FirstOrDefault();
        return nearest.Parts switch
        {
            null => "new",
            [] when cell.Detail.Tiles && !nearest.HasTiles => "finished without the bits of its tiles",
            [] when cell.Detail.Crops.Any(crop => !File.Exists(FileOf(crop, FileOf(cell, key)))) => "finished without its crops",
            [] => "damaged",
            ["options"] => $"options differ from those of {nearest.Identity}, which is finished",
            var parts => $"changed: {string.Join(", ", parts)}",
        };
    }

    private IEnumerable<StoredCell> Others(EvaluateCell cell) => Directory.Exists(_method)
        ? Directory.EnumerateFiles(_method, $"{FileName.Of(cell.Dataset.Name)}-{new string('?', CellKey.ShortLength)}.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(StoredCell.Read).OfType<StoredCell>()
        : [];

    private string FileOf(EvaluateCell cell, CellKey key) => Path.Combine(_folder, $"{FileName.Of(cell.Dataset.Name)}-{key.Short}.json");

    /// <summary>Named by what it shows: who calls it otherwise finds it too.</summary>
    private static string FileOf(ImageCrop crop, string cell) =>
        string.Create(CultureInfo.InvariantCulture, $"{Path.ChangeExtension(cell, null)}-{FileName.Of(crop.Image)}-{crop.X}-{crop.Y}-{crop.Width}x{crop.Height}.png");

    private static string ErrorOf(string file) => Path.ChangeExtension(file, ".error");
}
