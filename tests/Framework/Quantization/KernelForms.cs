using System.Runtime.Intrinsics;
using Research.Framework.Quantization;
using TorchSharp;

namespace Research.Tests.Framework.Quantization;

/// <summary>The forms of a quantizer, side by side.</summary>
internal static class KernelForms
{
    /// <summary>Asserts that vector pass, scalar twin and tensor operations agree bit for bit, with channels side by side and in planes.</summary>
    internal static void AssertAgree<TKernel>(torch.Tensor x_NCHW, torch.Tensor[] parameters, Func<float[][], TKernel> kernel, Func<torch.Tensor, torch.Tensor> operations)
        where TKernel : struct, IChannelKernel<TKernel>
    {
        using var mode = torch.no_grad();
        var channelsLast = x_NCHW.permute(0, 2, 3, 1).contiguous().permute(0, 3, 1, 2);
        foreach (var x in new[] { x_NCHW, channelsLast })
        {
            var expected = operations(x);
            AssertSameBits(expected, ChannelPass.Run(x, parameters, values => new ScalarOnly<TKernel>(kernel(values)), () => throw new InvalidOperationException("no pass over memory")));
            var vector = ChannelPass.Run(x, parameters, kernel, () => throw new InvalidOperationException("no pass over memory"));
            AssertSameBits(expected, vector);
            Assert.Equal(x.stride(), vector.stride());
        }
    }

    internal static void AssertSameBits(torch.Tensor expected, torch.Tensor actual) => Assert.Equal(Bits(expected), Bits(actual));

    internal static float[] Values(torch.Tensor x) => x.detach().contiguous().data<float>().ToArray();

    private static int[] Bits(torch.Tensor x) => Array.ConvertAll(Values(x), BitConverter.SingleToInt32Bits);

    /// <summary>Vectors of which each element goes through the scalar form.</summary>
    private readonly struct ScalarOnly<TKernel>(TKernel kernel) : IChannelKernel<ScalarOnly<TKernel>>
        where TKernel : struct, IChannelKernel<TKernel>
    {
        private readonly TKernel _kernel = kernel;

        public ScalarOnly<TKernel> Lay(int period) => new(_kernel.Lay(period));

        public float Apply(float x, int at) => _kernel.Apply(x, at);

        public Vector512<float> Apply(Vector512<float> x, int at)
        {
            var inner = _kernel;
            return Vector512.Create([.. Enumerable.Range(0, 16).Select(i => inner.Apply(Vector512.GetElement(x, i), at + i))]);
        }
    }
}
