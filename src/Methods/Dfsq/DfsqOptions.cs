using Research.Framework.Graph;
using Research.Framework.Methods;

namespace Research.Methods.Dfsq;

/// <summary>Options of <see cref="DfsqMethod"/>; the defaults are those of the released code, which takes 4 for both bits.</summary>
/// <param name="W">Bits of the weights, 2..8.</param>
/// <param name="A">Bits of the activations, 2..8: 2^A points per channel.</param>
public sealed record DfsqOptions(int W = 4, int A = 4) : ICheckedOptions
{
    private const int HrPatch = 192;
    private static readonly DfsqOptions Defaults = new();

    /// <summary>Convolutions with these roles are quantized: in EDSR and SRResNet the blocks', in RDN also the fusions.</summary>
    public IReadOnlyList<Role> Roles { get; init; } = [Role.Body, Role.LocalFusion, Role.GlobalFusion];

    /// <summary>Where the points may lie.</summary>
    public PointPlacement Points { get; init; }

    /// <summary>How the subset is found.</summary>
    public PointSelection Selection { get; init; }

    /// <summary>What it is a subset of.</summary>
    public Universe Universe { get; init; }

    /// <summary>Words of DFSQ's universal set, 1..6: 2 give 15 magnitudes, 3 give 54, 4 give 189, that is 377 values with both signs.</summary>
    public int Words { get; init; } = 4;

    /// <summary>Starts of K-means.</summary>
    public int Restarts { get; init; } = 5;

    /// <summary>Whether each channel of each image is normalised by its own statistics, also at run time.</summary>
    public Normalisation Normalisation { get; init; }

    /// <summary>Calibration patches.</summary>
    public int Patches { get; init; } = 32;

    /// <summary>Side of a calibration patch in LR pixels; 0: 192 HR pixels.</summary>
    public int Crop { get; init; }

    /// <summary>In LR pixels.</summary>
    internal int Side(int scale) => Crop > 0 ? Crop : HrPatch / scale;

    internal UniversalSet Set() => Universe == Universe.Sq ? UniversalSet.Sq : UniversalSet.Dfsq(Words);

    internal IPointSelector Selector() => (Points, Selection) switch
    {
        (PointPlacement.Uniform, _) => new UniformPoints(),
        (_, PointSelection.Optimum) => new OptimalSubset(Set()),
        (_, PointSelection.Exhaustive) => new ExhaustiveSubset(Set()),
        _ => new KMeansSubset(Set(), Restarts),
    };

    public string? Problem() =>
        W is < 2 or > 8 || A is < 2 or > 8 ? $"bits must lie in 2..8; given w={W}, a={A}"
        : Words is < 1 or > 6 ? $"words must lie in 1..6; given words={Words}"
        : Restarts < 1 ? $"restarts must be at least 1; given restarts={Restarts}"
        : Patches < 1 || Crop < 0 ? $"patches must be at least 1, and crop a side in LR pixels or 0 for 192 HR pixels; given patches={Patches}, crop={Crop}"
        : Roles.Count == 0 ? "roles must name at least one role"
        : IdleProblem() is { } idle ? idle
        : Points == PointPlacement.Subset && Selection == PointSelection.Exhaustive ? ExhaustiveProblem()
        : null;

    /// <summary>What changes nothing would stand in the name of a row.</summary>
    private string? IdleProblem() =>
        Points == PointPlacement.Uniform && (Selection, Universe, Words, Restarts) != (Defaults.Selection, Defaults.Universe, Defaults.Words, Defaults.Restarts)
            ? "points=uniform chooses no subset; leave selection, universe, words and restarts out"
        : Universe == Universe.Sq && Words != Defaults.Words ? $"universe=sq has two words of its own; leave words={Words} out"
        : Selection != PointSelection.Kmeans && Restarts != Defaults.Restarts ? $"only selection=kmeans has restarts; leave restarts={Restarts} out"
        : null;

    private string? ExhaustiveProblem()
    {
        var (magnitudes, wanted, choices) = (Set().Magnitudes.Length, 1 << (A - 1), ExhaustiveSubset.Choices(Set(), 1 << A));
        return wanted > magnitudes ? $"the universal set has {magnitudes} magnitudes, and a={A} wants {wanted} of them"
            : choices > ExhaustiveSubset.MostChoices
                ? FormattableString.Invariant($"exhaustive selection of {wanted} of {magnitudes} magnitudes would try {choices:0.#e0} subsets, more than {ExhaustiveSubset.MostChoices:0e0}; take universe=sq, fewer words or bits, or selection=kmeans")
            : null;
    }
}
