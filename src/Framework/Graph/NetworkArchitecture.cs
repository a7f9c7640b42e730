using System.Text.Json;
using System.Text.Json.Nodes;
using Research.Framework.Runtime;
using Research.Framework.Yaml;

namespace Research.Framework.Graph;

/// <summary>Base of a family whose parameters are a record.</summary>
public abstract class NetworkArchitecture<TParameters> : INetworkArchitecture
    where TParameters : class
{
    public abstract string Id { get; }

    public abstract string Description { get; }

    /// <summary>Scales that the family has.</summary>
    protected virtual IReadOnlyList<int> Scales => [2, 3, 4];

    public NetworkGraph Build(JsonObject parameters, int scale)
    {
        if (!Scales.Contains(scale))
        {
            throw new ResearchException($"Network '{Id}' has no scale x{scale}; it has {string.Join(", ", Scales.Select(s => $"x{s}"))}.");
        }

        if (YamlValidation.Check(parameters, typeof(TParameters), "$").Select(wrong => wrong.Message.TrimEnd('.')).ToList() is { Count: > 0 } problems)
        {
            throw new ResearchException($"Parameters of network '{Id}' are not as expected: {string.Join("; ", problems)}. Given: {parameters.ToJsonString()}.");
        }

        return Build(parameters.Deserialize<TParameters>(YamlFile.Binding)!, scale);
    }

    public abstract NetworkGraph Build(TParameters parameters, int scale);
}
