namespace Research.Framework.Weights;

/// <summary>Where weights lie.</summary>
/// <param name="Sha256">What the file's SHA-256 must be or begin with; null where nobody published it.</param>
public sealed record WeightsLocation(string Path, string? Sha256)
{
    /// <summary>Reads the file after its hash was checked.</summary>
    public StateDict Read() => WeightsFile.Read(Path, new WeightsReadOptions { Sha256 = Sha256 });
}
