using System.Runtime.Intrinsics;
using TorchSharp;

namespace Research.Framework.Quantization;

/// <summary>A function of one element in three forms with the same results.</summary>
internal interface IElementKernel
{
    float Apply(float x);

    Vector512<float> Apply(Vector512<float> x);

    /// <summary>Of tensor operations: for any device and type.</summary>
    torch.Tensor Apply(torch.Tensor x);
}
