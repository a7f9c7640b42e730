namespace Research.Framework.Graph.Operations;

/// <summary>How an image is enlarged outside of convolutions. All use half-pixel centres.</summary>
public enum UpscaleKind
{
    Nearest,
    Bilinear,

    /// <summary>PyTorch's: a = -0.75, border clamped.</summary>
    BicubicTorch,

    /// <summary>MATLAB's imresize: a = -0.5, border mirrored; computed in float64.</summary>
    BicubicMatlab,
}
