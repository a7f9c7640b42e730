namespace Research.Framework.Methods;

/// <summary>How long a part of a method took, by the clock: a line of <c>phases.csv</c>.</summary>
/// <param name="Phase">As the paper calls it: <c>calibration</c>.</param>
public sealed record MethodTime(string Phase, double Seconds);
