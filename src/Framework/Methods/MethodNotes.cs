using System.Collections.Immutable;

namespace Research.Framework.Methods;

/// <summary>What a method noted of its work, for tables and figures of its own. It is kept with the cell.</summary>
public sealed record MethodNotes(ImmutableArray<MethodRecord> Records, ImmutableArray<MethodTime> Times)
{
    public static MethodNotes None { get; } = new([], []);

    /// <summary>Noted where a method trained.</summary>
    internal int? TrainingImages => Records.FirstOrDefault(record => record is { Table: "training", Item: "images", Quantity: "used" }) is { } used ? (int)used.Value : null;
}
