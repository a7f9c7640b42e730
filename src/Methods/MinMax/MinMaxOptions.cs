using Research.Framework.Methods;

namespace Research.Methods.MinMax;

/// <summary>Options of <see cref="MinMaxMethod"/>.</summary>
public sealed record MinMaxOptions(int W = 8, int A = 8) : StaticPtqOptions(W, A);
