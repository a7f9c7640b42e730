using Research.Framework.Weights;

namespace Research.Framework.Experiments;

/// <summary>Trained weights at one of the scales that they serve.</summary>
/// <param name="Optional">Left out, and named as left out, where the file is not at hand; else that is an error.</param>
public sealed record NetworkChoice(WeightsEntry Weights, int Scale, bool Optional);
