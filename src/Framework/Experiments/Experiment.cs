using System.Collections.Immutable;
using Research.Framework.Evaluation;
using Research.Framework.Metrics;
using Research.Framework.Plots;
using Research.Framework.Results;

namespace Research.Framework.Experiments;

/// <summary>What a YAML file asks for, checked: networks, methods, data sets and seeds are crossed.</summary>
/// <param name="Name">Also the folder of its results: <c>quickstart</c>, <c>cabm/table2</c>.</param>
/// <param name="AllowLeak">Evaluate also what was calibrated or trained on; every table and manifest says so.</param>
/// <param name="Calibration">Null where no method needs it.</param>
public sealed record Experiment(
    string Name,
    string Title,
    string? Description,
    ImmutableArray<NetworkChoice> Networks,
    ImmutableArray<MethodChoice> Methods,
    DatasetChoice? Calibration,
    ImmutableArray<DatasetChoice> Datasets,
    IProtocol Protocol,
    ImmutableArray<IMetric> Metrics,
    ImmutableArray<long> Seeds,
    TableKind Table,
    ImmutableArray<IFigure> Figures,
    bool AllowLeak = false)
{
    /// <summary>Sets whose images are trained on together; none where no method trains.</summary>
    public ImmutableArray<DatasetChoice> Training { get; init; } = [];

    /// <summary>On which methods that train choose among their networks; null: they take the last.</summary>
    public DatasetChoice? Validation { get; init; }

    /// <summary>Choose also on images that are evaluated, as some papers do; every table and manifest says so.</summary>
    public bool SelectOnTest { get; init; }

    /// <summary>The sets that methods see.</summary>
    public IEnumerable<DatasetChoice> Seen => new[] { Calibration }.Concat(Training).Append(Validation).OfType<DatasetChoice>();

    /// <summary>The bits of every tile are part of the result, where a method chooses them.</summary>
    public bool Tiles { get; init; }

    /// <summary>Parts of images that are kept as pictures.</summary>
    public ImmutableArray<ImageCrop> Crops { get; init; } = [];

    /// <summary>The paper's table that stands beside this one; null for none.</summary>
    public ReferenceTable? Reference { get; init; }
}
