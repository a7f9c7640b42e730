using Research.Framework.Runtime;

namespace Research.Framework.Data;

/// <summary>A plug-in that opens one named data set, whole or in parts.</summary>
public interface IDatasetSource
{
    /// <summary>The name in front of the brackets: <c>DIV2K</c>.</summary>
    string Id { get; }

    /// <summary>One line for <c>research list datasets</c>: what it is, its parts, its source.</summary>
    string Description { get; }

    /// <summary>Whether its images, and parts of them, may be passed on with published results; most sets are for research at one's own desk only.</summary>
    bool Redistributable => false;

    /// <summary>Opens a part. Only the list of files is read.</summary>
    /// <exception cref="ResearchException">Unknown part, missing or empty folder: where it was looked for and what to do.</exception>
    ImageDataset Open(DatasetRequest request);
}

/// <param name="Argument">The text within the brackets (<c>valid,1-10</c>), or empty.</param>
/// <param name="Use">How a list of single images is to be taken.</param>
/// <param name="Fetch">Images that can be had from somewhere are fetched; else they count as not at hand.</param>
public sealed record DatasetRequest(string Argument, ImageUse Use, ResearchPaths Paths, bool Fetch = true);

/// <summary>How a list of single images is used: as what it is, as LR of any scale (calibration), or as HR (training, evaluation).</summary>
public enum ImageUse
{
    Default,
    Lr,
    Hr,
}
