using Research.Framework.Graph;
using Research.Framework.Quantization;

namespace Research.Framework.Methods;

/// <summary>
/// A plug-in that turns a full-precision network into a quantized one. Synchronous and single-threaded by contract: gradient
/// mode and dispose scopes belong to the thread. Stateless; safe to use for several cells at once. It never grades itself:
/// the evaluation does.
/// </summary>
public interface IQuantizationMethod
{
    MethodInfo Info { get; }

    /// <summary>Puts the quantizers in their places, not yet fitted. What <see cref="Quantize"/> starts from, and what a saved state is loaded into.</summary>
    /// <param name="network">Becomes part of the result, which owns it.</param>
    /// <param name="options">An instance of <see cref="MethodInfo.OptionsType"/>.</param>
    /// <exception cref="Runtime.ResearchException">The method does not take this network, or these options with it. Asked before others are trained for it.</exception>
    QuantizedNetwork Place(SrNetwork network, object options);

    /// <summary>Fits the quantizers: calibrates, trains.</summary>
    /// <exception cref="OperationCanceledException">Nothing half-written stays behind, except checkpoints.</exception>
    QuantizedNetwork Quantize(QuantizationRequest request, CancellationToken cancellation);
}
