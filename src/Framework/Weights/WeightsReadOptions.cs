namespace Research.Framework.Weights;

/// <summary>How a weights file is read.</summary>
public sealed record WeightsReadOptions
{
    public static WeightsReadOptions Default { get; } = new();

    /// <summary>
    /// For training checkpoints whose side entries (arguments, scores) hold foreign Python classes: these become inert
    /// placeholders, nothing is executed, and a placeholder within the weights is still refused.
    /// </summary>
    public bool InertForeign { get; init; }

    /// <summary>The SHA-256 (hex) that the file must have, or its first digits; checked before anything in it is parsed.</summary>
    public string? Sha256 { get; init; }
}
