namespace Research.Methods.Cadyq;

/// <summary>What the first convolution of a block with batch normalisation (SRResNet) reads.</summary>
public enum Conv1Input
{
    /// <summary>The feature as it is, although its selector counts: only the skip is quantized. As the code was released.</summary>
    Released,

    /// <summary>The quantized feature, as in all other networks and as the paper has it.</summary>
    Corrected,
}
