namespace Research.Datasets.Sources;

/// <param name="Problems">What is wrong with the images that are there, one sentence each; empty where all is well or nothing is there.</param>
public sealed record FolderReport(DataFolder Folder, FolderState State, IReadOnlyList<string> Problems);
