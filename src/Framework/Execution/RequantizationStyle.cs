namespace Research.Framework.Execution;

/// <param name="Exact">Sums and products in float64, by tensor operations.</param>
internal readonly record struct RequantizationStyle(Multiplier Multiplier, bool Exact);
