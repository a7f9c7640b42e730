namespace Research.Networks.Sesr;

/// <param name="Layers">Inner convolutions m: 3, 5, 7 or 11.</param>
/// <param name="Features">Channels f: 16, in XL 32.</param>
public sealed record SesrParameters(int Layers = 5, int Features = 16, SesrForm Form = SesrForm.Original, SesrActivation Activation = SesrActivation.Prelu);

public enum SesrForm
{
    /// <summary>The paper's: luma, input centred by -0.5, clipped output, x4 as two shuffles of 2.</summary>
    Original,

    /// <summary>The model zoo's of AIMET: RGB, an activation after the first block too, no clip.</summary>
    Aimet,
}

public enum SesrActivation
{
    Prelu,

    /// <summary>In the quantized variants.</summary>
    Relu,
}
