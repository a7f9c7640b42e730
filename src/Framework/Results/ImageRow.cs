namespace Research.Framework.Results;

/// <summary>One cell on one image: a line of <c>per_image.csv</c>.</summary>
/// <param name="Place">The line of <c>rows.csv</c> that it belongs to.</param>
/// <param name="Metrics">By metric id; NaN where a convention does not apply.</param>
public sealed record ImageRow(RowPlace Place, string Image, double FeatureAverageBits, IReadOnlyDictionary<string, double> Metrics);
