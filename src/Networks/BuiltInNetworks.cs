using Research.Framework.Graph;
using Research.Networks.Edsr;

namespace Research.Networks;

/// <summary>The networks that come with the program. A new one adds a line.</summary>
public static class BuiltInNetworks
{
    public static NetworkCatalog Create() => new NetworkCatalog()
        .Register(new EdsrArchitecture());
}
