namespace Research.Framework.Experiments;

/// <summary>A cell that gave no row.</summary>
/// <param name="Dataset">Null where the quantization failed, and with it every data set.</param>
public sealed record CellFailure(QuantizeCell Cell, string? Dataset, string Message)
{
    /// <summary>For people: a programming error keeps its type, and no error its stack.</summary>
    internal static string Describe(Exception error) => error is Runtime.ResearchException ? error.Message : $"{error.GetType().Name}: {error.Message.Split('\n')[0]}";

    public string Label => Dataset is null ? Cell.Label : $"{Cell.Label} on {Dataset}";
}
