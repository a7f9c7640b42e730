namespace Research.Networks.Abpn;

/// <param name="Layers">Inner convolutions m: 4.</param>
/// <param name="Channels">Features F: 28.</param>
public sealed record AbpnParameters(int Layers = 4, int Channels = 28);
