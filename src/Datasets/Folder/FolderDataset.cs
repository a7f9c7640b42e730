using Research.Datasets.Files;
using Research.Framework.Data;
using Research.Framework.Runtime;

namespace Research.Datasets.Folder;

/// <summary>Any folder: <c>HR</c> with <c>LR_bicubic/X2</c> or <c>LR/X2</c> (or <c>LR</c> for a single scale) in it, or plain images, which are HR.</summary>
internal sealed class FolderDataset : IDatasetSource
{
    public string Id => "folder";

    public string Description => "your own images: folder[PATH] or folder[PATH,1-10], with sub-folders HR and LR_bicubic/X2, or plain images; a relative path starts at the data root, else at the current folder";

    public ImageDataset Open(DatasetRequest request)
    {
        var (path, range) = ImageRange.Parse(request.Argument);
        if (path.Length == 0)
        {
            throw new ResearchException("Name the folder: 'folder[PATH]'.");
        }

        var belowDataRoot = Path.GetFullPath(path, request.Paths.DataRoot);
        var folder = Directory.Exists(belowDataRoot) ? belowDataRoot : Path.GetFullPath(path);
        var text = DatasetText.For(this, request, range, $"Relative paths are looked for below the data root and below '{Environment.CurrentDirectory}'.");
        string Sub(params string[] names) => Path.Combine([folder, .. names]);
        if (!Directory.Exists(Sub("HR")) && !Directory.Exists(Sub("LR")) && !Directory.Exists(Sub("LR_bicubic")))
        {
            return FileDatasets.Single(text, request, folder);
        }

        string[] patterns = [Sub("LR_bicubic", "X{scale}"), Sub("LR", "X{scale}")];
        var plainLr = ImageFolder.Find(Sub("LR")) is { Files.Count: > 0 };
        return FileDatasets.Paired(text, request, [Sub("HR")], new LrFolders(plainLr ? [.. patterns, Sub("LR")] : patterns));
    }
}
