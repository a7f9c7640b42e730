using Research.Framework.Data;

namespace Research.Framework.Experiments;

/// <summary>A data set, and what to take where it cannot be had.</summary>
/// <param name="Optional">Left out, and named as left out, where neither can be had; else that is an error.</param>
public sealed record DatasetChoice(string Prefer, string? Else, ImageUse Use, bool Optional);
