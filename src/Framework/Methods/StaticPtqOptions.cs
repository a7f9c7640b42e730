using System.Text.Json.Serialization;
using Research.Framework.Graph;
using Research.Framework.Quantization;

namespace Research.Framework.Methods;

/// <summary>Options of <see cref="StaticPtqMethod"/>.</summary>
/// <param name="W">Bits of the weights, 2..16.</param>
/// <param name="A">Bits of the activations, 2..16.</param>
public abstract record StaticPtqOptions(int W = 8, int A = 8) : ICheckedOptions
{
    /// <summary>Convolutions with these roles are quantized to <see cref="W"/> and <see cref="A"/> bits.</summary>
    public IReadOnlyList<Role> Roles { get; init; } = [Role.Body];

    /// <summary>Bits of all other convolutions, weights and activations: 32 (they stay in FP32) or 8.</summary>
    public int Others { get; init; } = 32;

    /// <summary>One step per output channel of a weight, instead of one per tensor.</summary>
    public bool PerChannel { get; init; } = true;

    /// <summary>Where the levels of the activations lie.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] // Absent from the keys of cells that were finished before it came.
    public UniformGrid Quantizer { get; init; }

    /// <summary>One range per channel of an activation, instead of one per tensor.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool PerChannelInputs { get; init; }

    /// <summary>Side of the centre crop of each calibration image, in LR pixels; 0 for whole images.</summary>
    public int Crop { get; init; } = 96;

    public virtual string? Problem() =>
        W is < 2 or > 16 || A is < 2 or > 16 ? $"bits must lie in 2..16; given w={W}, a={A}"
        : Others is not (8 or 32) ? $"others must be 32 or 8; given others={Others}"
        : Crop < 0 ? $"crop must be 0 (whole images) or a side in LR pixels; given crop={Crop}"
        : Roles.Count == 0 ? "roles must name at least one role"
        : null;
}
