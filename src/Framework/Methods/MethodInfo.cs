namespace Research.Framework.Methods;

/// <param name="Id">Name in experiments: <c>adabm</c>.</param>
/// <param name="Version">Rises when a result changes; part of every cell's key.</param>
/// <param name="Name">As papers print it.</param>
/// <param name="Paper">Citation, or null for baselines.</param>
/// <param name="OptionsType">A record; its properties in snake_case are the options of the YAML, its defaults theirs.</param>
public sealed record MethodInfo(string Id, int Version, string Name, string? Paper, Type OptionsType)
{
    /// <summary>Calibration images are required.</summary>
    public bool NeedsCalibration { get; init; }

    /// <summary>HR/LR training pairs are required.</summary>
    public bool NeedsTraining { get; init; }

    /// <summary>Other methods' results that it starts from or learns from, given its options; none for most.</summary>
    public Func<object, IReadOnlyList<MethodNeed>> Needs { get; init; } = _ => [];
}
