using Research.Framework.Data;
using Research.Framework.Runtime;

namespace Research.Datasets.Files;

/// <summary>Opens sets of files in the two forms they come in: HR and LR folders, or one folder of single images.</summary>
internal static class FileDatasets
{
    private const int NamesShown = 5;

    /// <summary>HR with LR folders beside it; where HR is missing, the LR images alone.</summary>
    /// <param name="hrFolders">The first one that holds images of this part counts.</param>
    /// <param name="belongs">Whether an id is of this part; null for all.</param>
    public static ImageDataset Paired(DatasetText text, DatasetRequest request, string[] hrFolders, LrFolders lr, Func<string, bool>? belongs = null)
    {
        belongs ??= _ => true;
        var derived = new DerivedFiles(request.Paths.CacheRoot);
        var present = hrFolders.Select(folder => ImageFolder.Find(folder)).OfType<ImageFolder>().ToList();
        if (present.Find(folder => folder.Files.Keys.Any(belongs)) is { } hr)
        {
            var hrIds = text.Select(hr.Files.Keys.Where(belongs));
            return new FileDataset(text.Name, hrIds, hr.Files, lr.Find, offersHr: request.Use != ImageUse.Lr, derived, WithoutHr(text, hr, lr.List().Ids.Where(belongs)));
        }

        var (lrIds, scales) = lr.List();
        if (request.Use == ImageUse.Hr || !lrIds.Any(belongs))
        {
            throw present.Count > 0 ? text.Empty(present[0].Path) : text.Missing(hrFolders[0]);
        }

        var ids = text.Select(lrIds.Where(belongs));
        string StoredOnly(string id, int scale) => lr.Find(id, scale) ?? throw new ResearchException(
            $"Data set '{text.Name}' has LR images for x{string.Join(", x", scales)} and no HR to make x{scale} from. Expected: '{lr.Expected(scale)}' or '{hrFolders[0]}'.");
        return new FileDataset(text.Name, ids, new Dictionary<string, string>(), StoredOnly, offersHr: false, derived);
    }

    private static string[] WithoutHr(DatasetText text, ImageFolder hr, IEnumerable<string> lrIds)
    {
        var alone = lrIds.Where(id => !hr.Files.ContainsKey(id)).ToList();
        var shown = string.Join(", ", alone.Take(NamesShown)) + (alone.Count > NamesShown ? $" and {alone.Count - NamesShown} more" : string.Empty);
        return alone.Count == 0 ? [] : [$"Data set '{text.Name}' has LR images without HR, which are passed over: {shown} (nothing of that name in '{hr.Path}')."];
    }

    /// <summary>One folder of images that are HR, or are LR of a certain scale; <see cref="DatasetRequest.Use"/> may take them for the other.</summary>
    /// <param name="lrScale">The scale of which the images are LR, or null where they are HR.</param>
    public static ImageDataset Single(DatasetText text, DatasetRequest request, string folder, int? lrScale = null)
    {
        var images = ImageFolder.Find(folder, lrScale) ?? throw text.Missing(folder);
        if (images.Files.Count == 0)
        {
            throw text.Empty(folder);
        }

        var ids = text.Select(images.Files.Keys);
        var derived = new DerivedFiles(request.Paths.CacheRoot);
        if (request.Use == ImageUse.Hr || (request.Use == ImageUse.Default && lrScale is null))
        {
            return new FileDataset(text.Name, ids, images.Files, (_, _) => null, offersHr: true, derived);
        }

        string Themselves(string id, int scale) => request.Use == ImageUse.Lr || scale == lrScale
            ? images.Files[id]
            : throw new ResearchException(
                $"Data set '{text.Name}' holds LR images of x{lrScale}, and x{scale} is asked for. Write 'as: lr' to take them as LR of any scale, or 'as: hr' to make LR from them.");
        return new FileDataset(text.Name, ids, new Dictionary<string, string>(), Themselves, offersHr: false, derived);
    }
}
