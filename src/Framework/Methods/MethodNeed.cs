namespace Research.Framework.Methods;

/// <summary>A result of another method that must exist first; shared by all cells that need it.</summary>
/// <param name="Part">What it is used as: <c>start</c>, <c>teacher</c>.</param>
/// <param name="Identity">Method with options: <c>pams[w=8,a=8]</c>.</param>
public sealed record MethodNeed(string Part, string Identity);
