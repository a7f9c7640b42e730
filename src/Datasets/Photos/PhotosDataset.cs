using Research.Datasets.Files;
using Research.Framework.Data;
using Research.Framework.Runtime;

namespace Research.Datasets.Photos;

/// <summary>Seven photographs that anybody may use: public domain or CC0 according to scikit-image, whose Debian package they come from.</summary>
internal sealed class PhotosDataset : IDatasetSource
{
    public string Id => "photos";

    public string Description => "free photographs of scikit-image, fetched from Debian's package on first use: [calibration] 3 images, [test] 4 images";

    public bool Redistributable => true;

    /// <exception cref="DatasetUnavailableException">They are not in the cache and cannot be fetched here.</exception>
    public ImageDataset Open(DatasetRequest request)
    {
        var (part, range) = ImageRange.Parse(request.Argument);
        if (!Photograph.All.Any(photograph => photograph.Part == part))
        {
            throw new ResearchException($"The photographs are opened by part: 'photos[calibration]' or 'photos[test]', not '{part}'.");
        }

        var folder = new PhotoStore(request.Paths.CacheRoot, DebianPackage.Unpack).Folder(part, request.Fetch);
        var text = DatasetText.For(this, request, range, $"Delete '{Path.GetDirectoryName(folder)}' to have them fetched again.");
        return FileDatasets.Single(text, request, folder);
    }
}
