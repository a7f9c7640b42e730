namespace Research.Networks.Carn;

/// <param name="Features">Channels: 64 in the paper.</param>
public sealed record CarnParameters(int Features = 64);
