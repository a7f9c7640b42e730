namespace Research.Framework.Results;

/// <summary>How long a cell took on a data set: a line of <c>timings.csv</c>.</summary>
/// <param name="Place">The line of <c>rows.csv</c> that it belongs to.</param>
/// <param name="ForwardSeconds">Of all forward passes.</param>
public sealed record TimingRow(RowPlace Place, double ForwardSeconds, int Images);
