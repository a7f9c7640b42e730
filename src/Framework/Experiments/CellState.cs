namespace Research.Framework.Experiments;

/// <summary>Whether a cell has to be run.</summary>
/// <param name="Reason">In a few words: <c>new</c>, <c>finished</c>, <c>changed: weights</c>.</param>
public sealed record CellState(EvaluateCell Cell, bool Finished, string Reason);
