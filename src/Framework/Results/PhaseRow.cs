using Research.Framework.Methods;

namespace Research.Framework.Results;

/// <summary>How long a part of a method took: a line of <c>phases.csv</c>.</summary>
/// <param name="Cell">Whose method.</param>
public sealed record PhaseRow(CellPlace Cell, MethodTime Time);
