using System.Collections.Immutable;
using Research.Framework.Experiments;

namespace Research.Framework.Results;

/// <summary>Everything that a run gave, before it becomes files.</summary>
/// <param name="Measurements">In the order of the rows.</param>
public sealed record ExperimentResult(
    ExperimentPlan Plan,
    ImmutableArray<Measurement> Measurements,
    ImmutableArray<ResultRow> Rows,
    ImmutableArray<CellFailure> Failures)
{
    /// <summary>Cells of the plan that are neither finished nor failed: a run of a part leaves them.</summary>
    public ImmutableArray<EvaluateCell> NotRun { get; init; } = [];

    private const string Psnr = "psnr:y";
    private const int FullPrecision = 32;

    internal static ExperimentResult Collect(ExperimentPlan plan, IEnumerable<Measurement> measurements, IEnumerable<CellFailure> failures)
    {
        var measured = measurements.ToImmutableArray();
        return new ExperimentResult(plan, measured, WithDrops([.. measured.Select(measurement => measurement.Row(plan))]), [.. failures]);
    }

    /// <summary>Joins each row with the full-precision row of the same weights, scale, data and seed.</summary>
    internal static ImmutableArray<ResultRow> WithDrops(ImmutableArray<ResultRow> rows)
    {
        var full = rows
            .Where(row => row is { WeightBits: FullPrecision, ActivationBits: FullPrecision } && row.Metrics.ContainsKey(Psnr))
            .ToLookup(Key);
        return [.. rows.Select(row => full[Key(row)].FirstOrDefault() is { } reference && double.IsFinite(reference.Metrics[Psnr] - row.Metrics[Psnr])
            ? row with { PsnrDrop = reference.Metrics[Psnr] - row.Metrics[Psnr] }
            : row)];
    }

    private static (string, int, string, string, long) Key(ResultRow row) => (row.Weights, row.Scale, row.Dataset, row.Protocol, row.Seed);
}
