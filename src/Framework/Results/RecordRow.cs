using Research.Framework.Methods;

namespace Research.Framework.Results;

/// <summary>A figure that a method noted: a line of <c>records.csv</c>.</summary>
/// <param name="Cell">Whose method.</param>
public sealed record RecordRow(CellPlace Cell, MethodRecord Record);
