namespace Research.Framework.Weights;

/// <summary>Bounds on what a file may make the loader do: each tensor costs memory even if it is empty, each name is matched against patterns.</summary>
internal static class TensorNames
{
    private const int MaxCount = 100_000;
    private const int MaxLength = 512;

    public static void Check(string path, IReadOnlyCollection<string> names)
    {
        if (names.Count > MaxCount)
        {
            throw new WeightsFormatException(path, $"{names.Count} tensors; {MaxCount} is the limit.");
        }

        if (names.FirstOrDefault(name => name.Length > MaxLength) is { } longest)
        {
            throw new WeightsFormatException(path, $"the name of a tensor begins with '{longest[..40]}' and has {longest.Length} characters; {MaxLength} is the limit.");
        }
    }
}
