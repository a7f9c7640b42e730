using Research.Framework.Downloads;

namespace Research.Datasets.Sources;

/// <param name="Path">Relative, with '/'.</param>
public sealed record PackageFile(DownloadItem Item, string Path);
