using System.Collections.Immutable;
using Research.Framework.Evaluation;

namespace Research.Methods.Cabm;

/// <summary>The bits of all layers for every key of an edge score, 0..<see cref="EdgeScore.LargestKey"/>.</summary>
internal sealed class BitTable
{
    /// <summary>Number of keys.</summary>
    internal const int Keys = EdgeScore.LargestKey + 1;

    private readonly byte[] _choices;

    /// <param name="choices">Index of the candidate, keys x layers.</param>
    internal BitTable(ImmutableArray<TableLayer> layers, byte[] choices)
    {
        if (choices.Length != Keys * layers.Length)
        {
            throw new ArgumentException($"{choices.Length} choices are not those of {Keys} keys and {layers.Length} layers", nameof(choices));
        }

        (Layers, _choices) = (layers, choices);
    }

    internal ImmutableArray<TableLayer> Layers { get; }

    internal ReadOnlySpan<byte> Choices => _choices;

    /// <summary>Index of each layer's candidate.</summary>
    internal ReadOnlySpan<byte> Of(int key) => _choices.AsSpan(key * Layers.Length, Layers.Length);

    internal IReadOnlyList<int> Bits(int key)
    {
        var bits = new int[Layers.Length];
        for (var layer = 0; layer < bits.Length; layer++)
        {
            bits[layer] = Layers[layer].Candidates[Of(key)[layer]];
        }

        return bits;
    }

    internal double Fab(int key) => Bits(key).Average();
}
