using System.Collections.Concurrent;
using Research.Datasets.Files;
using Research.Datasets.Imaging;
using Research.Framework.Runtime;

namespace Research.Datasets.Sources;

/// <summary>Checks folders of the data root: as many images as the set has, each readable to its last pixel, LR as large as HR demands.</summary>
/// <remarks>An image is read once, however often it is compared.</remarks>
public sealed class FolderVerifier(DataSources sources, string root)
{
    private static readonly int[] Scales = [2, 3, 4];

    private readonly ConcurrentDictionary<string, (int Width, int Height)?> _sizes = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, string> _unreadable = new(StringComparer.Ordinal);

    public FolderReport Verify(DataFolder folder, CancellationToken cancellation)
    {
        var state = FolderState.Of(folder, root);
        if (state.IsMissing)
        {
            return new FolderReport(folder, state, []);
        }

        var problems = new List<string>();
        if (!state.IsComplete)
        {
            problems.Add($"{state.Path} holds {state.Files.Count} images, the set has {state.Expected}");
        }

        Read(state.Files.Values, cancellation);
        problems.AddRange(Unreadable(state.Files.Values));
        if (folder.Scale is { } scale)
        {
            problems.AddRange(Compare(HrOf(folder), state.Files, scale, cancellation));
        }

        foreach (var (lrScale, lr) in StoredLr(folder))
        {
            problems.AddRange(state.Files.Keys.Except(lr.Files.Keys).Select(id => $"{lr.Path} lacks an image for '{id}'; complete the folder or move it away, LR is then made from HR"));
            Read(lr.Files.Values, cancellation);
            problems.AddRange(Unreadable(lr.Files.Values));
            problems.AddRange(Compare(state.Files, lr.Files, lrScale, cancellation));
        }

        return new FolderReport(folder, state, problems);
    }

    private IEnumerable<(int Scale, ImageFolder Folder)> StoredLr(DataFolder folder)
    {
        foreach (var scale in folder.LrPath is null ? [] : Scales)
        {
            var path = Path.Combine(root, folder.LrPath!.Replace("{scale}", $"{scale}", StringComparison.Ordinal));
            if (ImageFolder.Find(path, scale) is { } lr)
            {
                yield return (scale, lr);
            }
        }
    }

    private IReadOnlyDictionary<string, string> HrOf(DataFolder lr) =>
        sources.Folders.FirstOrDefault(folder => folder.Set == lr.Set && folder.Scale is null) is { } hr
            ? FolderState.Of(hr, root).Files
            : new Dictionary<string, string>();

    private IEnumerable<string> Compare(IReadOnlyDictionary<string, string> hr, IReadOnlyDictionary<string, string> lr, int scale, CancellationToken cancellation)
    {
        var pairs = hr.Where(image => lr.ContainsKey(image.Key)).Select(image => (Hr: image.Value, Lr: lr[image.Key])).ToList();
        Read(pairs.Select(pair => pair.Hr), cancellation);
        foreach (var (hrFile, lrFile) in pairs)
        {
            if (_sizes[hrFile] is { } large && _sizes[lrFile] is { } small && !(Fits(large.Width, small.Width, scale) && Fits(large.Height, small.Height, scale)))
            {
                yield return $"{lrFile} is {small.Width}x{small.Height}, which is no x{scale} LR of {large.Width}x{large.Height} ({hrFile}); they are of different editions";
            }
        }
    }

    /// <summary>HR may be larger by what does not make a whole LR pixel.</summary>
    private static bool Fits(int hr, int lr, int scale) => hr / scale == lr;

    private void Read(IEnumerable<string> files, CancellationToken cancellation)
    {
        var options = new ParallelOptions { CancellationToken = cancellation, MaxDegreeOfParallelism = Environment.ProcessorCount };
        Parallel.ForEach(files.Where(file => !_sizes.ContainsKey(file)), options, file =>
        {
            try
            {
                var image = ImageFile.Read(file);
                _sizes[file] = (image.Width, image.Height);
            }
            catch (ResearchException exception)
            {
                _sizes[file] = null;
                _unreadable[file] = exception.Message;
            }
        });
    }

    private IEnumerable<string> Unreadable(IEnumerable<string> files) =>
        files.Select(file => _unreadable.GetValueOrDefault(file)).OfType<string>();
}
