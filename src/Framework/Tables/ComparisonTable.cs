using System.Collections.Immutable;
using Research.Framework.Metrics;
using Research.Framework.Results;

namespace Research.Framework.Tables;

/// <summary>A line per network and method, the data sets side by side; means over the seeds. Where the experiment names a paper's table, its figures stand beside ours.</summary>
public static class ComparisonTable
{
    private const double Kilobyte = 1000;
    private const string NotRun = "not run";
    private const string ModelSize = "model_kb";

    private static readonly (string Column, string Meaning)[] Terms =
    [
        (RowsFrame.Fab, "average bits of the quantized activations (32: full precision), a plain mean over edges and images"),
        (RowsFrame.Drop, "dB below the same weights in full precision"),
        (ModelSize, "parameters in kB (1000 bytes), quantized weights packed, all others in FP32"),
        (RowsTable.TrainingImages, "images that were trained on; smaller ones than a crop are left out"),
    ];

    public static ResultTable Create(IReadOnlyCollection<ResultRow> rows, IReadOnlyList<MetricInfo> metrics, ReferenceTable? reference = null)
    {
        var psnr = metrics.FirstOrDefault(metric => metric.Unit == "dB")?.Column;
        var frame = RowsFrame.Create(rows, metrics);
        frame = reference is null ? frame : ReferenceJoin.Join(frame, rows, reference, psnr);
        var ours = rows.Select(row => row.Dataset).Distinct().ToList();
        var figures = Figures(metrics, reference is not null)
            .Select(figure => (Figure: figure, Values: RowsFrame.Pivot(frame, RowsFrame.Line, RowsFrame.Dataset, figure.Column)))
            .Where(figure => figure.Values.Count > 0)
            .ToList();
        var paper = figures.FirstOrDefault(figure => figure.Figure.Column == ReferenceJoin.Psnr).Values;
        var columns = ours.Union(reference?.Rows.Select(reference.DatasetOf) ?? [])
            .SelectMany(dataset => figures
                .Where(figure => figure.Figure.IsPapers ? figure.Values.Keys.Any(key => key.Column == dataset) : ours.Contains(dataset) || figure.Figure.Column == psnr)
                .Select(figure => (Dataset: dataset, figure.Figure, figure.Values)))
            .ToList();

        var trained = rows.Any(row => row.TrainingImages is not null);
        string[] head = ["weights", "scale", "method", "w_bits", "a_bits", ModelSize, .. trained ? [RowsTable.TrainingImages] : Array.Empty<string>(), .. reference is null ? [] : new[] { "ours", "paper_reliability" }];
        var shown = head.Concat(columns.Select(column => column.Figure.Column)).ToHashSet(StringComparer.Ordinal);
        return new ResultTable(
            [.. head.Select(name => new TableColumn(name)), .. columns.Select(column => new TableColumn(column.Figure.Column, column.Dataset))],
            [.. Lines(rows, reference).Select(line => (ImmutableArray<TableCell>)[.. Head(line, trained, reference is not null), .. columns.Select(column => Cell(line.Key, column.Dataset, column.Figure, column.Values))])],
            [.. reference is null ? [] : Notes(reference, rows, shown), .. Terms.Where(term => shown.Contains(term.Column)).Select(term => $"`{term.Column}`: {term.Meaning}.")]);

        TableCell Cell(string line, string dataset, Figure figure, IReadOnlyDictionary<(string Row, string Column), double> values) =>
            values.TryGetValue((line, dataset), out var value) ? TableCell.Fixed(value, 4, figure.Decimals)
            : figure.Column == psnr && paper?.ContainsKey((line, dataset)) == true ? new TableCell(string.Empty, NotRun, IsNumber: true)
            : TableCell.Fixed(null, 4, figure.Decimals);
    }

    /// <summary>What the field prints: dB to the third decimal, ratios to the fourth.</summary>
    internal static int Decimals(MetricInfo metric) => metric.Unit == "dB" ? 3 : 4;

    private static IEnumerable<Figure> Figures(IReadOnlyList<MetricInfo> metrics, bool withPapers)
    {
        IEnumerable<Figure> ours = [new(RowsFrame.Fab, 2), .. metrics.Select(metric => new Figure(metric.Column, Decimals(metric))), new(RowsFrame.Drop, 3)];
        return !withPapers ? ours :
        [
            .. ours,
            new(ReferenceJoin.Fab, 2, IsPapers: true), new(ReferenceJoin.Psnr, 2, IsPapers: true), new(ReferenceJoin.Ssim, 3, IsPapers: true),
            new(ReferenceJoin.Drop, 2, IsPapers: true), new(ReferenceJoin.Difference, 3, IsPapers: true),
        ];
    }

    /// <summary>Ours, then what the paper alone has.</summary>
    private static IEnumerable<Line> Lines(IReadOnlyCollection<ResultRow> rows, ReferenceTable? reference)
    {
        var papers = (reference?.Rows ?? []).SelectMany(paper => ReferenceJoin.LinesOf(paper, rows, reference!).Select(line => (Line: line, Row: paper))).ToLookup(entry => entry.Line, entry => entry.Row);
        string Reliability(string line) => string.Join(", ", papers[line].Select(paper => paper.Reliability).Distinct());
        var ours = rows.DistinctBy(RowsFrame.LineOf).Select(row => new Line(
            RowsFrame.LineOf(row), row.Weights, row.Scale, row.Identity, row.WeightBits, row.ActivationBits, row.ModelBytes, row.TrainingImages, Reliability(RowsFrame.LineOf(row)))).ToList();
        var known = ours.Select(line => line.Key).ToHashSet(StringComparer.Ordinal);
        return ours.Concat(papers.Where(group => !known.Contains(group.Key)).Select(group => group.First()).Select(paper => new Line(
            paper.Line, paper.Network, paper.Scale, paper.Method, paper.WeightBits, paper.ActivationBits, ModelBytes: null, TrainingImages: null, Reliability(paper.Line))));
    }

    private static IEnumerable<TableCell> Head(Line line, bool trained, bool withPaper) =>
    [
        TableCell.Text(line.Weights), TableCell.Whole(line.Scale), TableCell.Text(line.Method), TableCell.Whole(line.WeightBits), TableCell.Whole(line.ActivationBits),
        TableCell.Fixed(line.ModelBytes / Kilobyte, 3, 1),
        .. trained ? new[] { TableCell.Whole(line.TrainingImages) } : [],
        .. withPaper ? new[] { TableCell.Text(line.ModelBytes is null ? NotRun : "run"), TableCell.Text(line.Reliability) } : [],
    ];

    private static IEnumerable<string> Notes(ReferenceTable reference, IReadOnlyCollection<ResultRow> rows, HashSet<string> shown)
    {
        var sources = reference.Rows.Select(row => $"{row.Source} ({row.Reliability}{(row.Convention is null ? string.Empty : $"; PSNR: {row.Convention}")})").Distinct();
        yield return $"`paper_*`: {string.Join("; ", sources)}. `paper_psnr_drop`: dB below the paper's own full precision.";
        yield return $"{(shown.Contains(ReferenceJoin.Difference) ? $"`{ReferenceJoin.Difference}`: only where the weights are the paper's; elsewhere the drops are what can be compared." : "Where the weights are not the paper's, the drops are what can be compared.")} Lines whose `ours` is '{NotRun}' bear the paper's names.";
        var joined = rows.Where(row => reference.Rows.Any(paper => reference.IsOf(paper, row))).ToList();
        if (joined.Count == 0)
        {
            yield return "None of ours is of a network, scale and method of the paper's: its lines stand below.";
            yield break;
        }

        var names = reference.Networks.Where(network => joined.Exists(row => row.Weights == network.Key)).Select(network => $"{network.Key} stands beside {network.Value.Name}{(network.Value.SameWeights ? ", the same weights" : string.Empty)}")
            .Concat(reference.Methods.Where(method => joined.Exists(row => row.Identity == method.Key)).Concat(reference.Datasets).Select(name => $"{name.Key} beside {name.Value}")).ToList();
        if (names.Count > 0)
        {
            yield return $"Names: {string.Join("; ", names)}.";
        }
    }

    private readonly record struct Figure(string Column, int Decimals, bool IsPapers = false);

    private sealed record Line(string Key, string Weights, int Scale, string Method, int? WeightBits, int? ActivationBits, long? ModelBytes, int? TrainingImages, string Reliability);
}
