namespace Research.Framework.Experiments;

/// <summary>A method whose result another one starts from or learns from.</summary>
/// <param name="Part">What it is used as: <c>start</c>, <c>teacher</c>.</param>
public sealed record NeededMethod(string Part, MethodChoice Choice);
