namespace Research.Datasets.Sources;

/// <summary>One folder of images that a complete data root holds.</summary>
/// <param name="Set">The data set that it belongs to, as experiments name it: <c>Set5</c>, <c>DIV2K[train]</c>.</param>
/// <param name="Path">Below the data root, with '/'.</param>
/// <param name="OtherPath">Where another layout has the same images, or null.</param>
/// <param name="First">First and last id that count, where a folder also holds others; else null.</param>
/// <param name="Scale">Of LR images; null for HR.</param>
/// <param name="LrPath">Where LR images of an HR folder may lie, <c>{scale}</c> standing for 2, 3, 4; else null. Missing ones are made from HR.</param>
/// <param name="Images">How many there are when it is complete.</param>
/// <param name="IsDefault">Whether a plain <c>research data download</c> fetches it.</param>
/// <param name="Obtain">The packages that fill it, in the order in which they are tried.</param>
public sealed record DataFolder(
    string Id, string Set, string Path, string? OtherPath, string? First, string? Last, int? Scale, string? LrPath, int Images, bool IsDefault, IReadOnlyList<DataPackage> Obtain);
