namespace Research.Framework.Weights;

/// <summary>How a weights file is packed. Told from its first bytes, never from its extension.</summary>
public enum WeightsContainer
{
    Safetensors,

    /// <summary>PyTorch 1.6 and later: a zip archive with a pickle and one entry a storage.</summary>
    TorchZip,

    /// <summary>PyTorch 0.2 to 1.5: five pickles, then the raw storages.</summary>
    TorchLegacy,
}
