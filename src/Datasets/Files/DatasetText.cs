using Research.Framework.Data;
using Research.Framework.Runtime;

namespace Research.Datasets.Files;

/// <summary>What a set is called, which of its images are asked for, and how its errors read.</summary>
/// <param name="Name">As in an experiment: <c>DIV2K[valid,1-10]</c>.</param>
/// <param name="Range">Null for all images.</param>
/// <param name="Remedy">One sentence: where the images come from.</param>
internal sealed record DatasetText(string Name, ImageRange? Range, string DataRoot, string Remedy)
{
    public static DatasetText For(IDatasetSource source, DatasetRequest request, ImageRange? range, string remedy)
    {
        var name = request.Argument.Length == 0 ? source.Id : $"{source.Id}[{request.Argument}]";
        return new DatasetText(name, range, request.Paths.DataRoot, remedy);
    }

    /// <summary>The ids in range.</summary>
    /// <exception cref="ResearchException">There are fewer than the range needs.</exception>
    public IReadOnlyList<string> Select(IEnumerable<string> ids) => Range is null ? [.. ids] : Range.Of([.. ids], Name);

    public ResearchException Empty(string folder) =>
        new($"Data set '{Name}': '{folder}' holds no images of it (png, webp, bmp, jpg, jpeg). {Remedy}");

    public DatasetUnavailableException Missing(string folder) =>
        new($"Data set '{Name}' is not there: no folder '{folder}' (data root '{DataRoot}'). {Remedy} Another data root is named by --data-root or RESEARCH_DATA.");
}
