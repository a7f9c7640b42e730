namespace Research.Methods.Cfqp;

/// <summary>Of the full-precision passes that find ranges.</summary>
public enum Precision
{
    Float32,

    /// <summary>Several times slower. Where taming oscillates with the rounding of the image, its rounds then depend on no machine.</summary>
    Float64,
}
