namespace Research.Framework.Downloads;

/// <summary>What the first download of an item was.</summary>
public sealed record ChecksumPin(long Bytes, string Sha256, string Address);
