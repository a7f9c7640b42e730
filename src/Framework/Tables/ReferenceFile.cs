using System.Collections.Immutable;
using Research.Framework.Results;
using Research.Framework.Runtime;

namespace Research.Framework.Tables;

/// <summary>Reads <c>experiments/PAPER/reference.csv</c>.</summary>
public static class ReferenceFile
{
    public static IReadOnlyList<string> Columns { get; } =
        ["table", "network", "scale", "method", "w_bits", "a_bits", "dataset", "fab", "bitops_g", "psnr", "ssim", "psnr_drop", "convention", "reliability", "source", "note"];

    /// <summary>From the most to the least trustworthy.</summary>
    public static IReadOnlyList<string> Reliabilities { get; } = ["paper", "script", "measured", "derived", "digitized", "second-hand", "third-hand"];

    /// <returns>Its tables, by name.</returns>
    /// <exception cref="ResearchException">Not such a file.</exception>
    public static ImmutableSortedDictionary<string, ImmutableArray<ReferenceRow>> Read(string path)
    {
        var table = CsvTable.Read(path);
        if (!table.Columns.SequenceEqual(Columns))
        {
            throw new ResearchException($"{path}: its columns are not {string.Join(',', Columns)}.");
        }

        return CsvLine.Of(table, path).Select(line => (Table: line.Text("table"), Row: Row(line, path)))
            .GroupBy(line => line.Table, StringComparer.Ordinal)
            .ToImmutableSortedDictionary(group => group.Key, group => group.Select(line => line.Row).ToImmutableArray(), StringComparer.Ordinal);
    }

    private static ReferenceRow Row(CsvLine line, string path)
    {
        var reliability = line.Text("reliability");
        return !Reliabilities.Contains(reliability, StringComparer.Ordinal)
            ? throw new ResearchException($"{path}: there is no reliability '{reliability}'.{Nearest.Hint(reliability, Reliabilities)}")
            : new ReferenceRow(line.Text("network"), (int)line.Whole("scale"), line.Text("method"), line.Text("dataset"), reliability, line.Text("source"))
            {
                WeightBits = line.WholeOrNull("w_bits"),
                ActivationBits = line.WholeOrNull("a_bits"),
                Fab = line.Number("fab"),
                Psnr = line.Number("psnr"),
                Ssim = line.Number("ssim"),
                PsnrDrop = line.Number("psnr_drop"),
                Convention = line.Text("convention") is { Length: > 0 } convention ? convention : null,
            };
    }
}
