namespace Research.Framework.Downloads;

/// <summary>What an item must be; anything else that a server answers is refused before it is written.</summary>
public enum ContentKind
{
    /// <summary>zip, tar or tar.gz.</summary>
    Archive,

    /// <summary>PNG, BMP, JPEG or WebP.</summary>
    Image,

    /// <summary>PyTorch (zip or legacy stream) or safetensors.</summary>
    Weights,
}
