using Microsoft.Data.Analysis;
using Research.Framework.Results;

namespace Research.Framework.Tables;

/// <summary>Puts a paper's figures beside ours: a full outer join on line and data set, so that what one of both lacks is seen.</summary>
internal static class ReferenceJoin
{
    public const string Fab = "paper_fab";
    public const string Psnr = "paper_psnr";
    public const string Ssim = "paper_ssim";
    public const string Drop = "paper_psnr_drop";

    /// <summary>Ours minus the paper's, where the weights are the paper's.</summary>
    public const string Difference = "psnr_minus_paper";

    private const string Paper = "_paper";

    /// <param name="ours">Made from <paramref name="rows"/>.</param>
    /// <param name="psnr">Our column that is compared; null for none.</param>
    public static DataFrame Join(DataFrame ours, IReadOnlyCollection<ResultRow> rows, ReferenceTable reference, string? psnr)
    {
        var papers = reference.Rows.SelectMany(paper => LinesOf(paper, rows, reference).Select(line => (Line: line, Row: paper))).ToList();
        var paper = new DataFrame(
            new StringDataFrameColumn(RowsFrame.Line, papers.Select(entry => entry.Line)),
            new StringDataFrameColumn(RowsFrame.Dataset, papers.Select(entry => reference.DatasetOf(entry.Row))),
            new DoubleDataFrameColumn(Fab, papers.Select(entry => entry.Row.Fab)),
            new DoubleDataFrameColumn(Psnr, papers.Select(entry => entry.Row.Psnr)),
            new DoubleDataFrameColumn(Ssim, papers.Select(entry => entry.Row.Ssim)),
            new DoubleDataFrameColumn(Drop, papers.Select(entry => reference.DropOf(entry.Row))));
        string[] key = [RowsFrame.Line, RowsFrame.Dataset];
        var joined = ours.Merge(paper, key, key, string.Empty, Paper, JoinAlgorithm.FullOuter);
        foreach (var name in key)
        {
            var (left, right) = (joined[name], joined[name + Paper]);
            var either = Enumerable.Range(0, (int)joined.Rows.Count).Select(i => (string?)(left[i] ?? right[i])).ToList();
            joined.Columns.Remove(name);
            joined.Columns.Remove(name + Paper);
            joined.Columns.Add(new StringDataFrameColumn(name, either));
        }

        var same = rows.Where(row => reference.PaperOf(row).SameWeights).Select(RowsFrame.LineOf).ToHashSet(StringComparer.Ordinal);
        joined.Columns.Add(new DoubleDataFrameColumn(Difference, Enumerable.Range(0, (int)joined.Rows.Count).Select(i =>
            psnr is not null && same.Contains((string)joined[RowsFrame.Line][i]) ? (double?)joined[psnr][i] - (double?)joined[Psnr][i] : null)));
        return joined;
    }

    /// <summary>Our lines of the same network and method, or one of the paper's own.</summary>
    internal static IReadOnlyList<string> LinesOf(ReferenceRow paper, IEnumerable<ResultRow> rows, ReferenceTable reference) =>
        rows.Where(row => reference.IsOf(paper, row)).Select(RowsFrame.LineOf).Distinct().DefaultIfEmpty(paper.Line).ToList();
}
