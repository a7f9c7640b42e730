using Research.Framework.Graph;

namespace Research.Methods.MinMax;

/// <summary>Options of <see cref="MinMaxMethod"/>.</summary>
/// <param name="W">Bits of the weights, 2..8.</param>
/// <param name="A">Bits of the activations, 2..8.</param>
public sealed record MinMaxOptions(int W = 8, int A = 8)
{
    /// <summary>Convolutions with these roles are quantized, all others stay in FP32.</summary>
    public IReadOnlyList<Role> Roles { get; init; } = [Role.Body];

    /// <summary>One step per output channel of a weight, instead of one per tensor.</summary>
    public bool PerChannel { get; init; } = true;

    /// <summary>Side of the centre crop of each calibration image, in LR pixels; 0 for whole images.</summary>
    public int Crop { get; init; } = 96;
}
