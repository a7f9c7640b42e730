using System.Runtime.Intrinsics;

namespace Research.Framework.Quantization;

/// <summary>A function of one element whose parameters depend on the element's sample and channel, in two forms with the same results.</summary>
/// <remarks>The third form, of tensor operations, carries gradients and stands beside each kernel.</remarks>
internal interface IChannelKernel<TSelf>
    where TSelf : struct, IChannelKernel<TSelf>
{
    /// <summary>The same kernel with each of its parameters laid by <see cref="ParameterRows.Lay"/>.</summary>
    TSelf Lay(int period);

    /// <param name="at">Where the parameters of the element lie.</param>
    float Apply(float x, int at);

    /// <param name="at">Where the parameters of the first element lie; those of the others follow.</param>
    Vector512<float> Apply(Vector512<float> x, int at);
}
