namespace Research.Framework.Data;

/// <summary>What an image shows, as hashes of its pixels.</summary>
/// <param name="Hr">Null where there is none.</param>
public sealed record ImageHash(string Id, string Lr, string? Hr)
{
    internal IEnumerable<string> Pixels => Hr is null ? [Lr] : [Lr, Hr];
}
