using System.Collections.Immutable;

namespace Research.Framework.Results;

/// <summary>A paper's table, to stand beside ours, and how its names are ours.</summary>
/// <param name="Networks">By weights id; a network that is not here has the same name in both.</param>
/// <param name="Methods">The paper's method by identity; one that is not here has the same name and bits in both.</param>
/// <param name="Datasets">The paper's name by ours, where they differ.</param>
public sealed record ReferenceTable(
    string Table,
    ImmutableArray<ReferenceRow> Rows,
    ImmutableSortedDictionary<string, PaperNetwork> Networks,
    ImmutableSortedDictionary<string, string> Methods,
    ImmutableSortedDictionary<string, string> Datasets)
{
    /// <summary>Whether the paper's row is of the same network and method, on whatever data.</summary>
    internal bool IsOf(ReferenceRow paper, ResultRow row)
    {
        var bits = (paper.WeightBits, paper.ActivationBits) == (row.WeightBits, row.ActivationBits);
        return paper.Network == PaperOf(row).Name && paper.Scale == row.Scale
            && (Methods.TryGetValue(row.Identity, out var method)
                ? paper.Method == method && (bits || paper is { WeightBits: null, ActivationBits: null })
                : paper.Method == row.Method && bits);
    }

    internal PaperNetwork PaperOf(ResultRow row) => Networks.TryGetValue(row.Weights, out var network) ? network : new PaperNetwork(row.Weights);

    /// <summary>The paper's data set by our name for it.</summary>
    internal string DatasetOf(ReferenceRow paper) => Datasets.Where(names => names.Value == paper.Dataset).Select(names => names.Key).FirstOrDefault(paper.Dataset);

    /// <summary>In dB below the paper's own full-precision row; null where it has none.</summary>
    internal double? DropOf(ReferenceRow paper) => paper.PsnrDrop
        ?? (Rows.FirstOrDefault(row => row.Method == ReferenceRow.FullPrecision && (row.Network, row.Scale, row.Dataset) == (paper.Network, paper.Scale, paper.Dataset))?.Psnr - paper.Psnr);
}
