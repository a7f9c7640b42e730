using Research.Framework.Runtime;

namespace Research.Framework.Graph;

/// <summary>The network families that the program knows, by id.</summary>
public sealed class NetworkCatalog
{
    private readonly Dictionary<string, INetworkArchitecture> _architectures = new(StringComparer.Ordinal);

    public IEnumerable<INetworkArchitecture> Architectures => _architectures.Values;

    public NetworkCatalog Register(INetworkArchitecture architecture)
    {
        _architectures.Add(architecture.Id, architecture);
        return this;
    }

    public INetworkArchitecture Find(string id) =>
        _architectures.GetValueOrDefault(id) ?? throw new ResearchException($"There is no network '{id}'.{Nearest.Hint(id, _architectures.Keys)}");
}
