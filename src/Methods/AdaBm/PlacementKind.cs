namespace Research.Methods.AdaBm;

/// <summary>What is done to the input and the weight of a convolution.</summary>
internal enum PlacementKind
{
    /// <summary>Input at the bits of image and layer.</summary>
    Adaptive,

    /// <summary>Input at the base bits: local fusion, as in the released code's RDN. Counts in FAB.</summary>
    Base,

    /// <summary>Input and weight at 8 bits; does not count.</summary>
    EightBits,

    /// <summary>Full precision.</summary>
    None,
}
