namespace Research.Framework.Downloads;

/// <summary>What an honest archive of images does not exceed. Images are compressed already, so an archive hardly grows.</summary>
/// <param name="MaxGrowth">Bytes unpacked for each byte of the archive.</param>
/// <param name="AlwaysAllowed">Bytes unpacked that are fine whatever the growth.</param>
public sealed record ArchiveLimits(int MaxEntries = 100_000, int MaxGrowth = 20, long AlwaysAllowed = 64L << 20);
