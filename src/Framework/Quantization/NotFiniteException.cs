using Research.Framework.Runtime;

namespace Research.Framework.Quantization;

/// <summary>A value to be quantized, or observed, is NaN or infinite.</summary>
public sealed class NotFiniteException : ResearchException
{
    public NotFiniteException()
        : base("An activation is not finite.")
    {
    }

    /// <param name="edge">Where.</param>
    public NotFiniteException(string edge, NotFiniteException cause)
        : base($"The activation at '{edge}' holds NaN or infinity: the weights or the images are damaged, or training has diverged.", cause)
    {
    }
}
