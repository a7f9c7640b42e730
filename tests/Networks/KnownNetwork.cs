using System.Text.Json.Nodes;
using Research.Framework.Graph;
using Research.Networks;

namespace Research.Tests.Networks;

/// <summary>A network by its id and parameters, as a catalog names it.</summary>
internal sealed record KnownNetwork(string Id, string Parameters, int Scale)
{
    private static readonly NetworkCatalog Catalog = BuiltInNetworks.Create();

    internal static IEnumerable<string> AllIds => Catalog.Architectures.Select(architecture => architecture.Id);

    internal NetworkGraph Build() => Catalog.Find(Id).Build(JsonNode.Parse(Parameters)!.AsObject(), Scale);

    public override string ToString() => $"{Id} {Parameters} x{Scale}";
}
