using System.Globalization;
using Research.Framework.Methods;
using Research.Framework.Quantization;

namespace Research.Methods.AdaBm;

/// <summary>Notes what calibration found and what tuning made of it.</summary>
internal sealed class TuningNotes
{
    internal const string Layers = "layers";
    internal const string Crops = "crops";
    internal const string Thresholds = "thresholds";
    internal const string Epochs = "epochs";
    internal const string Before = "before tuning";
    internal const string After = "after tuning";
    internal const string Complexity = "complexity";
    internal const string Sensitivity = "sensitivity";
    internal const string Bits = "bits";
    internal const string BaseBits = "base bits";
    internal const string Adaptive = "adaptive";

    private readonly QuantizationRequest _request;
    private readonly QuantizedNetwork _network;
    private readonly ImageAndLayerBits _policy;

    /// <summary>After the calibration, before the tuning.</summary>
    internal TuningNotes(QuantizationRequest request, QuantizedNetwork network, IReadOnlyList<double> complexities)
    {
        (_request, _network, _policy) = (request, network, (ImageAndLayerBits)network.Policy);
        foreach (var (i, complexity) in complexities.Index())
        {
            Note(Crops, i.ToString("D3", CultureInfo.InvariantCulture), Complexity, complexity);
        }

        foreach (var edge in network.Edges)
        {
            Note(Layers, edge.Name, Sensitivity, ((ActivationQuantizer)network.Quantizers[edge.Name]).Sensitivity);
            if (edge.Counted)
            {
                Note(Layers, edge.Name, BaseBits, edge.Candidates[edge.Candidates.Length / 2]);
                Note(Layers, edge.Name, Adaptive, edge.Candidates.Length > 1 ? 1 : 0);
            }
        }

        NoteMappings(Before);
    }

    /// <summary>Where no tuning follows.</summary>
    internal void Clipped() => _request.Time("clipping", ActivationQuantizer.ClippingOf(_network));

    /// <param name="seconds">Clipping included.</param>
    internal void Tuned(FineTuning tuning, double seconds)
    {
        _request.Time("clipping", tuning.ClippingSeconds);
        _request.Time("fine-tuning", seconds - tuning.ClippingSeconds);
        Note("tuning", "activations", "learning rate", FineTuning.BoundsRate(_network.Network.Graph));
        foreach (var (epoch, means) in tuning.History.Index())
        {
            var item = string.Create(CultureInfo.InvariantCulture, $"{epoch + 1:D2} {tuning.Group(epoch)}");
            foreach (var (quantity, mean) in new[] { "pixel loss", "skip loss", "bit loss", Bits }.Zip(means))
            {
                Note(Epochs, item, quantity, mean);
            }
        }

        NoteMappings(After);
    }

    private void NoteMappings(string when)
    {
        foreach (var (edge, layer) in _policy.Layers)
        {
            Note(Layers, edge, $"{Bits} {when}", layer.Bits);
        }

        if (_policy.Image is { } image)
        {
            Note(Thresholds, "lower", when, image.Thresholds.Low);
            Note(Thresholds, "upper", when, image.Thresholds.High);
        }
    }

    private void Note(string table, string item, string quantity, double value) => _request.Record(new MethodRecord(table, item, quantity, value));
}
