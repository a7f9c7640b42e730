using System.Text.Json.Serialization;

namespace Research.Framework.Weights;

/// <summary>What a network takes and gives.</summary>
public enum WeightsIo
{
    [JsonStringEnumMemberName("RGB")]
    Rgb,

    /// <summary>The luma plane alone.</summary>
    [JsonStringEnumMemberName("Y")]
    Y,
}
