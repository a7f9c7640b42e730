using Research.Framework.Methods;
using Research.Framework.Training;

namespace Research.Methods.Pams;

/// <summary>Options of PAMS.</summary>
/// <param name="W">Bits of the weights, 2..8.</param>
/// <param name="A">Bits of the activations, 2..8.</param>
public sealed record PamsOptions(int W = 8, int A = 8) : ICheckedOptions
{
    /// <summary>Learns from the full-precision network's attention besides HR.</summary>
    public bool Distillation { get; init; } = true;

    /// <summary>In blocks with batch normalisation, also the first convolution reads the quantized input; the released code quantizes the skip alone.</summary>
    public bool Conv1Quantized { get; init; }

    /// <summary>Null: the profile's.</summary>
    public int? Epochs { get; init; }

    /// <summary>Steps an epoch. Null: the profile's.</summary>
    public int? Iterations { get; init; }

    /// <summary>Crops a step. Null: the profile's.</summary>
    public int? Batch { get; init; }

    /// <summary>Side of a crop in LR pixels. Null: the profile's.</summary>
    public int? Crop { get; init; }

    public string? Problem() => W is < 2 or > 8 || A is < 2 or > 8 ? $"bits must lie in 2..8; given w={W}, a={A}" : Schedule(Budget.Quick).Problem();

    internal QatSchedule Schedule(Budget budget) => PamsSchedule.Of(budget).With(Epochs, Iterations, Batch, Crop);
}
