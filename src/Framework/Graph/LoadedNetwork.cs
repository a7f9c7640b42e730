using Research.Framework.Weights;

namespace Research.Framework.Graph;

/// <summary>A network with its weights, and where they come from.</summary>
/// <param name="Sha256">Of the weights file, lower-case hex.</param>
/// <param name="Scheme">Whose names the file uses.</param>
/// <param name="Notes">What the loader did besides copying.</param>
public sealed record LoadedNetwork(SrNetwork Network, WeightsEntry Entry, int Scale, string Sha256, string Scheme, IReadOnlyList<string> Notes) : IDisposable
{
    public void Dispose() => Network.Dispose();
}
