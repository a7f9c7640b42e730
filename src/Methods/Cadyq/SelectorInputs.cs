namespace Research.Methods.Cadyq;

/// <summary>What a selector sees.</summary>
public enum SelectorInputs
{
    /// <summary>The image's gradient and the deviations of the layer's channels: the paper's.</summary>
    Both,

    /// <summary>The image's gradient alone: all layers see the same.</summary>
    Gradient,

    /// <summary>The deviations of the layer's channels alone.</summary>
    Deviation,
}
