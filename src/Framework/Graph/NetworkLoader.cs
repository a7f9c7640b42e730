using System.Security.Cryptography;
using System.Text;
using Research.Framework.Runtime;
using Research.Framework.Weights;

namespace Research.Framework.Graph;

/// <summary>Makes a network of the catalog with its weights.</summary>
public sealed class NetworkLoader(NetworkCatalog networks, ResearchPaths paths)
{
    /// <summary>Whether the weights are at hand: a file under the weights root, or none needed.</summary>
    public bool IsAvailable(WeightsEntry entry) => entry.File is null || entry.Find(paths) is not null;

    /// <summary>The hash that <see cref="Load"/> reports, without making the network.</summary>
    /// <exception cref="ResearchException">Weights not at hand.</exception>
    public string Hash(WeightsEntry entry, int scale) => entry.File is null ? ClosedFormHash(entry, scale) : WeightsBytes.Read(entry.Locate(paths).Path).Sha256;

    /// <summary>A fresh network in float32; the caller owns it.</summary>
    /// <exception cref="ResearchException">Weights not at hand, damaged, of another network, or without this scale.</exception>
    public LoadedNetwork Load(WeightsEntry entry, int scale)
    {
        if (!entry.Scales.Contains(scale))
        {
            throw new ResearchException($"Weights '{entry.Id}' serve {string.Join(", ", entry.Scales.Select(s => $"x{s}"))}, not x{scale}.");
        }

        var network = new SrNetwork(networks.Find(entry.Network).Build(entry.Parameters, scale));
        try
        {
            if (entry.File is null)
            {
                return new LoadedNetwork(network, entry, scale, ClosedFormHash(entry, scale), "closed form", []);
            }

            using var file = entry.Locate(paths).Read();
            using var loaded = network.Load(file);
            return new LoadedNetwork(network, entry, scale, loaded.Sha256, loaded.Scheme, loaded.Notes);
        }
        catch
        {
            network.Dispose();
            throw;
        }
    }

    /// <summary>Parameters in closed form are known by what defines them.</summary>
    private static string ClosedFormHash(WeightsEntry entry, int scale) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{entry.Network} {entry.Parameters.ToJsonString()} x{scale}")));
}
