using System.Text.Json.Nodes;
using Research.Framework.Runtime;

namespace Research.Framework.Weights;

/// <summary>One trained network of the catalog.</summary>
/// <param name="Id">E.g. <c>EDSR-8_x2</c>.</param>
/// <param name="Network">Id of the architecture, e.g. <c>edsr</c>.</param>
/// <param name="Parameters">The architecture's hyper-parameters.</param>
/// <param name="Scales">All that the file serves.</param>
/// <param name="File">Name under the weights root; null where the network's parameters are given in closed form.</param>
/// <param name="Licence">As stated by the publisher, or that nothing is stated.</param>
/// <param name="PixelRange">g: the network sees g/255 times the 8-bit value.</param>
/// <param name="Sha256">Of <paramref name="File"/>, lower-case hex, or its first digits; null where nobody published it.</param>
/// <param name="Shipped">The file comes with the program, not under the weights root.</param>
/// <param name="Anchor">Mean Set5 Y-PSNR in dB by scale that these weights must reach.</param>
public sealed record WeightsEntry(
    string Id,
    string Network,
    JsonObject Parameters,
    IReadOnlyList<int> Scales,
    string? File,
    IReadOnlyList<WeightsSource> Sources,
    string Licence,
    double PixelRange,
    WeightsIo Io = WeightsIo.Rgb,
    string? Sha256 = null,
    bool Shipped = false,
    IReadOnlyDictionary<int, double>? Anchor = null,
    LiteraturePsnr? Literature = null,
    string? Remark = null)
{
    /// <summary>The file under the weights root: <see cref="File"/>, else the first loadable packing among <see cref="Sources"/>. Null where none is there, or none is needed.</summary>
    public WeightsLocation? Find(ResearchPaths paths) => Candidates(paths).FirstOrDefault(candidate => System.IO.File.Exists(candidate.Path));

    /// <summary>As <see cref="Find"/>.</summary>
    /// <exception cref="ResearchException">None is there: where it was looked for, the addresses, and <c>make weights</c>.</exception>
    public WeightsLocation Locate(ResearchPaths paths) => Find(paths) ?? throw new ResearchException(
        $"The weights '{Id}' are not at hand. Looked for {string.Join(", ", Candidates(paths).Select(candidate => candidate.Path))}. {Remedy}");

    /// <summary>Where the files of this project lie, beside the program.</summary>
    private static string ShippedRoot => Path.Combine(AppContext.BaseDirectory, "weights");

    private string Remedy =>
        Shipped ? "They come with the program: build it again."
        : Sources.Any(source => source.IsLoadable) ? $"Run 'make weights', or fetch one of these files by hand:{string.Concat(Sources.Where(source => source.IsLoadable).Select(Describe))}"
        : $"They are published only in a format that is not read here, so they must be converted to safetensors once; from{string.Concat(Sources.Select(Describe))}";

    private IEnumerable<WeightsLocation> Candidates(ResearchPaths paths) =>
        Sources.Where(source => source.IsLoadable)
            .Select(source => new WeightsLocation(Path.Combine(paths.WeightsRoot, source.File), source.Sha256))
            .Prepend(File is null ? null : new WeightsLocation(Path.Combine(Shipped ? ShippedRoot : paths.WeightsRoot, File), Sha256))
            .OfType<WeightsLocation>()
            .DistinctBy(location => location.Path);

    private static string Describe(WeightsSource source) =>
        $"\n  {source.File} from {source.Address}{(source.Remark is null ? string.Empty : $" ({source.Remark})")}";
}
