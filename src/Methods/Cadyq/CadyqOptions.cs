using System.Text.Json.Serialization;
using Research.Framework.Methods;
using Research.Framework.Training;

namespace Research.Methods.Cadyq;

/// <summary>Options of <see cref="CadyqMethod"/>. What is null follows from the profile (<see cref="CadyqSchedule"/>).</summary>
/// <param name="W">Bits of the weights, 2..8.</param>
public sealed record CadyqOptions(int W = 8) : ICheckedOptions
{
    /// <summary>Bits that an activation may have, 2..8, ascending. A single one: no selectors, the training alone.</summary>
    public IReadOnlyList<int> Bits { get; init; } = [4, 6, 8];

    public SelectorInputs Inputs { get; init; }

    public BitLoss BitLoss { get; init; }

    /// <summary>Weight of the loss of bits before the first epoch.</summary>
    public double? BitWeight { get; init; }

    /// <summary>What it grows by each epoch.</summary>
    public double? BitGrowth { get; init; }

    /// <summary>Learn from the 8-bit network besides HR.</summary>
    public bool Distillation { get; init; } = true;

    public Conv1Input Conv1 { get; init; }

    /// <summary>Learning rate of the selectors.</summary>
    public double? SelectorRate { get; init; }

    public int? Epochs { get; init; }

    /// <summary>Steps an epoch.</summary>
    public int? Iterations { get; init; }

    /// <summary>Crops a step.</summary>
    public int? Batch { get; init; }

    /// <summary>Side of a crop in LR pixels.</summary>
    public int? Crop { get; init; }

    /// <summary>Note before the training what few bits cost, by patch and by layer (<see cref="SensitivityAnalysis"/>).</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] // Says nothing about how the network is trained.
    public bool Sensitivity { get; init; }

    public string? Problem() =>
        W is < 2 or > 8 ? $"the weights' bits must lie in 2..8; given w={W}"
        : Bits.Count == 0 || Bits.Any(bits => bits is < 2 or > 8) || Bits.Zip(Bits.Skip(1)).Any(pair => pair.First >= pair.Second)
            ? $"bits must be ascending numbers in 2..8; given bits=[{string.Join(',', Bits)}]"
        : Sensitivity && Bits.Count == 1 ? "the analysis of sensitivity compares the fewest bits with the most: it needs several in bits"
        : BitLoss == BitLoss.None && (BitWeight ?? BitGrowth) is not null ? "without a loss of bits (bit_loss=none) bit_weight and bit_growth say nothing: leave them away"
        : BitWeight is < 0 || BitGrowth is < 0 ? FormattableString.Invariant($"bit_weight and bit_growth must not be negative; given bit_weight={BitWeight}, bit_growth={BitGrowth}")
        : SelectorRate is not (null or > 0 and <= 1) ? FormattableString.Invariant($"selector_rate must be a number above 0, at most 1; given selector_rate={SelectorRate}")
        : Schedule(Budget.Quick, CadyqSchedule.White).Problem();

    /// <param name="pixelRange">Of the network: 255 or 1.</param>
    internal QatSchedule Schedule(Budget budget, double pixelRange) => CadyqSchedule.Of(budget, pixelRange).With(Epochs, Iterations, Batch, Crop);
}
