using TorchSharp;

namespace Research.Framework.Quantization;

/// <summary>Finds the range of values that a quantizer represents, from all that it is shown.</summary>
public interface IRangeEstimator
{
    /// <summary>How often it wants to see the calibration data, each time the same.</summary>
    int Passes => 1;

    /// <exception cref="NotFiniteException">A value is not finite.</exception>
    void Observe(torch.Tensor x);

    /// <summary>Everything has been shown once more.</summary>
    void EndPass()
    {
    }

    /// <summary>After the last pass.</summary>
    /// <exception cref="InvalidOperationException">Nothing was observed.</exception>
    ValueRange Estimate(int bits);
}
