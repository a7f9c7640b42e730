using Research.Framework.Methods;
using Research.Framework.Quantization;

namespace Research.Framework.Experiments;

/// <summary>A cell's network.</summary>
/// <param name="Seconds">Loading, calibration and training, when it was made.</param>
/// <param name="Needs">What it was made from and may share parts with.</param>
internal sealed record MadeNetwork(QuantizedNetwork Network, string WeightsSha256, double Seconds, MethodNotes Notes, IReadOnlyList<MadeNetwork> Needs) : IDisposable
{
    public void Dispose()
    {
        Network.Dispose();
        foreach (var need in Needs)
        {
            need.Dispose();
        }
    }
}
