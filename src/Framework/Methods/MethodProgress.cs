namespace Research.Framework.Methods;

/// <param name="Phase">What is being done: "calibration".</param>
/// <param name="Done">Steps done of <paramref name="Total"/>.</param>
public readonly record struct MethodProgress(string Phase, long Done, long Total);
