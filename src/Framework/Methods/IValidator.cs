using Research.Framework.Quantization;

namespace Research.Framework.Methods;

/// <summary>Scores a network on validation images, which are never evaluation images.</summary>
public interface IValidator
{
    /// <summary>Mean PSNR in dB; higher is better.</summary>
    double Score(QuantizedNetwork network, CancellationToken cancellation);
}
