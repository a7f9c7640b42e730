using Research.Framework.Methods;

namespace Research.Methods.Omse;

/// <summary>Options of <see cref="OmseMethod"/>.</summary>
public sealed record OmseOptions(int W = 8, int A = 8) : StaticPtqOptions(W, A);
