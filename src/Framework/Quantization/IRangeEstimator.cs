using TorchSharp;

namespace Research.Framework.Quantization;

/// <summary>Finds the range of values that a quantizer represents.</summary>
public interface IRangeEstimator
{
    void Observe(torch.Tensor x);

    /// <summary>From all that was observed.</summary>
    /// <exception cref="InvalidOperationException">Nothing was observed.</exception>
    ValueRange Estimate(int bits);
}

/// <summary>A closed range of values.</summary>
public readonly record struct ValueRange(double Low, double High);
