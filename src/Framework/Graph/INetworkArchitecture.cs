using System.Text.Json.Nodes;
using Research.Framework.Runtime;

namespace Research.Framework.Graph;

/// <summary>A plug-in that describes one family of networks.</summary>
public interface INetworkArchitecture
{
    /// <summary>Name in the weights catalog: <c>edsr</c>.</summary>
    string Id { get; }

    /// <summary>One line for <c>research list networks</c>: the paper and what the parameters mean.</summary>
    string Description { get; }

    /// <exception cref="ResearchException">Unknown parameter, or a scale that the family does not have.</exception>
    NetworkGraph Build(JsonObject parameters, int scale);
}
