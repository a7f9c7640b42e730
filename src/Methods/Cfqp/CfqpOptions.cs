using Research.Framework.Execution;
using Research.Framework.Methods;

namespace Research.Methods.Cfqp;

/// <summary>Options of <see cref="CfqpMethod"/>. The paper's own values are not known to us: these are ours.</summary>
public sealed record CfqpOptions : ICheckedOptions
{
    private static readonly CfqpOptions Defaults = new();

    public OutputGraph Graph { get; init; } = OutputGraph.ClipFree;

    /// <summary>How the host reads the output's codes.</summary>
    public OutputReading Reading { get; init; } = OutputReading.Raw;

    public Conditioning Conditioning { get; init; } = Conditioning.Tame;

    /// <summary>The output's range is [0, white] whatever the representative images say.</summary>
    public bool PinOutput { get; init; }

    /// <summary>Index of the only representative image; null for several. It is used whatever its conditioning comes to.</summary>
    public int? Image { get; init; }

    /// <summary>So many of the calibration images are drawn, without replacement, by the seed; 0 for all.</summary>
    public int Images { get; init; }

    /// <summary>At most so many of the conditioned images are selected, for the ranges of the inner tensors; 0 for all.</summary>
    public int K { get; init; }

    /// <summary>Selection ends when the worst inner tensor covers this part of the range that all conditioned images give it.</summary>
    public double Coverage { get; init; } = 0.98;

    /// <summary>Side of the centre crop of each image, in LR pixels; 0 for whole images.</summary>
    public int Crop { get; init; } = 128;

    /// <summary>Images that need |a - 1| beyond this are dropped: they no longer look natural to the inner tensors.</summary>
    public double MaxChange { get; init; } = 0.35;

    /// <summary>Rounds of taming, each one pass in full precision.</summary>
    public int Rounds { get; init; } = 30;

    /// <summary>How near to 0 and 255 the output's extremes must come, in grey levels.</summary>
    public double Tolerance { get; init; } = 0.5;

    /// <summary>A step per output channel of a weight.</summary>
    public bool PerChannel { get; init; } = true;

    public Precision Precision { get; init; }

    public Multiplier Multiplier { get; init; }

    public string? Problem() =>
        Image is < 0 ? $"image must be an index from 0; given image={Image}"
        : Image is not null && (Images != 0 || K != 0) ? $"image names a single image; it cannot stand with images={Images}, k={K}"
        : Images < 0 || K < 0 ? $"images and k must be 0 (all) or a number; given images={Images}, k={K}"
        : Crop < 0 ? $"crop must be 0 (whole images) or a side in LR pixels; given crop={Crop}"
        : Rounds < 1 ? $"rounds must be at least 1; given rounds={Rounds}"
        : Tolerance is not (> 0 and < 64) ? FormattableString.Invariant($"tolerance must lie in 0..64 grey levels; given tolerance={Tolerance}")
        : MaxChange is not >= 0 ? FormattableString.Invariant($"max_change must not be negative; given max_change={MaxChange}")
        : Coverage is not (> 0 and <= 1) ? FormattableString.Invariant($"coverage must lie above 0 and at most at 1; given coverage={Coverage}")
        : IdleProblem();

    /// <summary>What changes nothing would stand in the name of a row.</summary>
    private string? IdleProblem() =>
        Conditioning == Conditioning.None && (Rounds, Tolerance, MaxChange) != (Defaults.Rounds, Defaults.Tolerance, Defaults.MaxChange)
            ? "conditioning=none changes no image; leave rounds, tolerance and max_change out"
        : Conditioning == Conditioning.Attenuate && Rounds != Defaults.Rounds ? $"conditioning=attenuate tries fixed factors; leave rounds={Rounds} out"
        : K == 0 && Coverage != Defaults.Coverage ? FormattableString.Invariant($"coverage ends the selection of k images; name k, or leave coverage={Coverage} out")
        : null;
}
