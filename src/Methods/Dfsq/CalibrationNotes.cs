using System.Globalization;
using MathNet.Numerics.Statistics;
using Research.Framework.Methods;
using TorchSharp;

namespace Research.Methods.Dfsq;

/// <summary>What the figures show of a calibration: errors of all layers, and of a few layers how the ranges differ and where the points lie.</summary>
/// <param name="layers">All, in order of execution.</param>
internal sealed class CalibrationNotes(QuantizationRequest request, IReadOnlyList<string> layers)
{
    public const string Errors = "layers";
    public const string Histogram = "histogram";
    public const string Points = "points";
    public const int Bins = 64;
    private const int Shown = 4;
    private const int MostPoints = 16;
    private const int Patch = 0;

    /// <summary>Tables of five-number summaries over the channels of one patch, and over the patches of one channel.</summary>
    public static IReadOnlyList<string> Ranges { get; } = ["channels of a patch", "patches of a channel"];

    private readonly HashSet<string> _shown = [.. Enumerable.Range(0, Math.Min(Shown, layers.Count)).Select(i => layers[i * (layers.Count - 1) / Math.Max(1, Math.Min(Shown, layers.Count) - 1)])];

    /// <summary>Quantities of a five-number summary.</summary>
    /// <param name="end"><c>minimum</c> or <c>maximum</c>.</param>
    public static string Quartile(string end, int quarter) => string.Create(CultureInfo.InvariantCulture, $"{end} q{25 * quarter}");

    /// <summary>Of the last channel, in a concatenation of the newest part: how its normalised values are spread, and its points. Of more points ticks could not be told apart.</summary>
    public void Channels(string layer, int first, IReadOnlyList<SortedSamples> samples, IReadOnlyList<double[]> points)
    {
        if (first + samples.Count < points.Count || !_shown.Contains(layer) || points[^1].Length > MostPoints)
        {
            return;
        }

        foreach (var (bin, share) in Shares(samples[^1]).Index())
        {
            Note(Histogram, layer, string.Create(CultureInfo.InvariantCulture, $"bin {bin:00}"), share);
        }

        foreach (var (k, point) in points[^1].Index())
        {
            Note(Points, layer, string.Create(CultureInfo.InvariantCulture, $"point {k:00}"), point);
        }
    }

    public void Layer(string layer, torch.Tensor x, double[] errors)
    {
        Note(Errors, layer, "squared error", errors.Sum());
        if (!_shown.Contains(layer))
        {
            return;
        }

        using var scope = torch.NewDisposeScope();
        foreach (var (end, values_NC) in new[] { ("minimum", x.amin([2, 3])), ("maximum", x.amax([2, 3])) })
        {
            Summarize(Ranges[0], layer, end, values_NC[Patch]);
            Summarize(Ranges[1], layer, end, values_NC.select(1, -1));
        }
    }

    private static IEnumerable<double> Shares(SortedSamples samples)
    {
        var counts = new int[Bins];
        for (var i = 0; i < samples.Count; i++)
        {
            counts[Math.Clamp((int)((samples[i] + 1) / 2 * Bins), 0, Bins - 1)]++;
        }

        return counts.Select(count => (double)count / samples.Count);
    }

    private void Summarize(string table, string layer, string end, torch.Tensor values)
    {
        var numbers = values.to_type(torch.ScalarType.Float64).contiguous().data<double>().ToArray();
        for (var quarter = 0; quarter <= 4; quarter++)
        {
            Note(table, layer, Quartile(end, quarter), numbers.QuantileCustom(quarter / 4.0, QuantileDefinition.R7));
        }
    }

    private void Note(string table, string layer, string quantity, double value) => request.Record(new MethodRecord(table, layer, quantity, value));
}
