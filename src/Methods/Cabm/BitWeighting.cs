namespace Research.Methods.Cabm;

/// <summary>What makes a configuration expensive.</summary>
public enum BitWeighting
{
    /// <summary>Bits times the layer's MACs; plain bits where a counted layer feeds no convolution (SRResNet's skips).</summary>
    Macs,

    /// <summary>The sum of the bits, as in the released code.</summary>
    Plain,
}
