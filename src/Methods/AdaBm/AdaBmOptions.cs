using System.Text.Json.Serialization;
using Research.Framework.Methods;
using Research.Framework.Quantization;

namespace Research.Methods.AdaBm;

/// <summary>Options of <see cref="AdaBmMethod"/>.</summary>
/// <param name="W">Bits of the weights, 2..16.</param>
/// <param name="A">Base bits of the activations, 3..14: an image adds -1, 0 or 1, a layer too.</param>
public sealed record AdaBmOptions(int W = 8, int A = 8) : ICheckedOptions
{
    /// <summary>All convolutions: head, up-sampler and tail at 8 bits, the end of the body adaptive. False: the body alone.</summary>
    public bool Fq { get; init; }

    /// <summary>What batch normalisation does meanwhile.</summary>
    public BatchNormForm Bn { get; init; }

    /// <summary>Side of the crop of each calibration image, in LR pixels.</summary>
    public int Crop { get; init; } = 96;

    /// <summary>Number of calibration images, drawn from the set without replacement; all where it has fewer.</summary>
    public int Images { get; init; } = 100;

    /// <summary>Passes over the calibration images that tune; 0: calibration and clipping alone.</summary>
    public int Epochs { get; init; } = 10;

    /// <summary>Bits by the complexity of the image.</summary>
    public bool ImageMapping { get; init; } = true;

    /// <summary>Bits by the sensitivity of the layer.</summary>
    public bool LayerMapping { get; init; } = true;

    /// <summary>Bit-aware clipping of the activations' ranges.</summary>
    public bool Clipping { get; init; } = true;

    /// <summary>Tune the weights' limits.</summary>
    public bool TuneWeights { get; init; } = true;

    /// <summary>Tune the activations' ranges.</summary>
    public bool TuneActivations { get; init; } = true;

    /// <summary>Tune the mappings that are on.</summary>
    public bool TuneMappings { get; init; } = true;

    /// <summary>Weight of the loss on the blocks' outputs.</summary>
    public SkipLossForm SkipLoss { get; init; }

    /// <summary>Where the search of a weight's limit begins.</summary>
    public LimitStart WeightStart { get; init; }

    /// <summary>What the calibration takes for a batch's range.</summary>
    public RangeStart Range { get; init; }

    [JsonIgnore]
    internal bool TunesMappings => TuneMappings && (ImageMapping || LayerMapping);

    public string? Problem() =>
        W is < 2 or > 16 ? $"the weights' bits must lie in 2..16; given w={W}"
        : A is < 3 or > 14 ? $"the base bits must lie in 3..14, because image and layer take up to 2 bits away; given a={A}"
        : Crop < 8 ? $"crop must be at least 8 LR pixels; given crop={Crop}"
        : Images < 2 ? $"at least 2 images are needed; given images={Images}"
        : Epochs < 0 ? $"epochs must be 0 (calibration and clipping alone) or more; given epochs={Epochs}"
        : Epochs == 0 && !(TuneWeights && TuneActivations && TuneMappings && SkipLoss == SkipLossForm.Released) ? "without epochs there is no tuning: leave tune_weights, tune_activations, tune_mappings and skip_loss away"
        : Epochs > 0 && !(TuneWeights || TuneActivations || TunesMappings) ? "nothing is left to tune: switch a group on, or set epochs=0"
        : null;
}
