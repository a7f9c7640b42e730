using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Research.Framework.Runtime;

namespace Research.Framework.Weights;

/// <summary>What a safetensors file of this program says of itself, so that it can be loaded without a catalog.</summary>
public static class WeightsMetadata
{
    private const string Network = "architecture";
    private const string Parameters = "parameters";
    private const string Scale = "scale";
    private const string PixelRange = "rgb_range";
    private const string Io = "io";
    private const string Licence = "licence";

    /// <summary>For <see cref="Safetensors.Write"/>. Scales are written as in the files of the field: <c>234</c> for x2, x3 and x4.</summary>
    public static Dictionary<string, string> Of(WeightsEntry entry) => new(StringComparer.Ordinal)
    {
        [Network] = entry.Network,
        [Parameters] = entry.Parameters.ToJsonString(),
        [Scale] = string.Concat(entry.Scales),
        [PixelRange] = entry.PixelRange.ToString(CultureInfo.InvariantCulture),
        [Io] = entry.Io == WeightsIo.Y ? "Y" : "RGB",
        [Licence] = entry.Licence,
    };

    /// <summary>The entry that a file describes.</summary>
    /// <exception cref="ResearchException">It does not say which network it belongs to, or not in a readable way.</exception>
    public static WeightsEntry Read(StateDict file)
    {
        string Value(string key) => file.Metadata.GetValueOrDefault(key) ?? throw new ResearchException(
            $"{file.Path}: does not say which network it belongs to (its metadata has no '{key}'), and no entry of the catalog has its SHA-256 {file.Sha256}. " +
            $"Save it as safetensors with the metadata {Network}, {Parameters} (JSON), {Scale}, {PixelRange}, {Io} and {Licence}.");

        try
        {
            return new WeightsEntry(
                Path.GetFileNameWithoutExtension(file.Path),
                Value(Network),
                JsonNode.Parse(Value(Parameters))!.AsObject(),
                [.. Value(Scale).Select(digit => digit is >= '1' and <= '8' ? digit - '0' : throw new FormatException($"'{digit}' is not a scale"))],
                Path.GetFullPath(file.Path),
                [],
                Value(Licence),
                double.Parse(Value(PixelRange), CultureInfo.InvariantCulture),
                Value(Io) == "Y" ? WeightsIo.Y : WeightsIo.Rgb,
                file.Sha256);
        }
        catch (Exception error) when (error is JsonException or FormatException or InvalidOperationException or NullReferenceException)
        {
            throw new ResearchException($"{file.Path}: its metadata cannot be read: {error.Message}", error);
        }
    }
}
