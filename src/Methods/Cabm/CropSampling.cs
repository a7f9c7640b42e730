namespace Research.Methods.Cabm;

/// <summary>Which crops the tuning sees.</summary>
public enum CropSampling
{
    /// <summary>Expensive ones more often: <see cref="BitOpsCrops"/>.</summary>
    Bitops,

    /// <summary>All images and places alike, as in the released code.</summary>
    Uniform,
}
