using System.Text.Json.Nodes;
using Research.Framework.Data;

namespace Research.Framework.Experiments;

/// <summary>An experiment as written. Items of the lists are bound one by one, so that an error in one does not hide those of the others.</summary>
/// <param name="Networks">A list, or <c>all</c>: all weights of the catalog that are at hand.</param>
/// <param name="Training">A set, or a list of them.</param>
/// <param name="SelectOnTest">Networks may be chosen on images that are also evaluated.</param>
/// <param name="Tiles">Whether the bits of every tile are kept, where a method chooses them.</param>
/// <param name="Crops">Parts of images that are kept as pictures.</param>
/// <param name="Extends">The file whose keys stand where this one has none.</param>
/// <param name="Profiles">Keys by profile that replace those of the file.</param>
internal sealed record ExperimentDocument(
    string Name,
    string Title,
    JsonNode Networks,
    JsonArray Methods,
    JsonArray Datasets,
    JsonArray Metrics,
    string? Description = null,
    JsonNode? Calibration = null,
    JsonNode? Training = null,
    JsonNode? Validation = null,
    string Protocol = "whole-image",
    IReadOnlyList<long>? Seeds = null,
    TableKind Table = TableKind.Comparison,
    JsonArray? Figures = null,
    ReferenceDocument? Reference = null,
    bool AllowLeak = false,
    bool SelectOnTest = false,
    bool Tiles = false,
    JsonArray? Crops = null,
    string? Extends = null,
    JsonObject? Profiles = null);

/// <param name="Scale">All that the weights serve where it is left out.</param>
/// <param name="Except">Data sets of the experiment that it is not evaluated on.</param>
internal sealed record NetworkDocument(string Weights, int? Scale = null, bool Optional = false, IReadOnlyList<string>? Except = null);

/// <param name="Cross">Lists of options, of which every combination is taken.</param>
internal sealed record MethodDocument(string Id, JsonObject? Options = null, JsonObject? Cross = null);

internal sealed record DatasetDocument(string Prefer, string? Else = null, ImageUse As = ImageUse.Default, bool Optional = false);

/// <param name="Name">Of the folder of its pictures.</param>
/// <param name="Dataset">One of the experiment's.</param>
/// <param name="X">Of its left edge, in HR pixels; the others in HR pixels too.</param>
internal sealed record CropDocument(string Name, string Dataset, string Image, int X, int Y, int Width, int Height);

/// <param name="File">A <c>reference.csv</c>, beside the file that names it.</param>
/// <param name="Table">Which of its tables.</param>
/// <param name="Networks">By weights: the paper's name, or <c>{ name, same_weights }</c>.</param>
/// <param name="Methods">The paper's name by identity.</param>
/// <param name="Datasets">The paper's name by ours.</param>
internal sealed record ReferenceDocument(string File, string Table, JsonObject? Networks = null, JsonObject? Methods = null, JsonObject? Datasets = null);
