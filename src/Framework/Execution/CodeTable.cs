using Research.Framework.Quantization;
using TorchSharp;

namespace Research.Framework.Execution;

/// <summary>A function of one code, tabulated: dequantized, applied, requantized.</summary>
internal sealed class CodeTable : IIntegerOperation
{
    private const int Codes = CodeGrid.Most - CodeGrid.Least + 1;
    private const int Grain = 1 << 16;

    private readonly int _low;
    private readonly int _channels;
    private readonly float[] _values;

    private CodeTable(int low, int channels, float[] values) => (_low, _channels, _values) = (low, channels, values);

    /// <param name="channels">Tables that differ by channel; 1 where none does.</param>
    /// <param name="function">Of a real value and a channel.</param>
    internal static CodeTable Of(CodeGrid input, CodeGrid output, int channels, Func<double, int, double> function)
    {
        var values = new float[channels * Codes];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = (float)output.Centred(function(input.Real(input.Low + (i % Codes)), i / Codes));
        }

        return new CodeTable(input.Low, channels, values);
    }

    public torch.Tensor Run(torch.Tensor[] inputs)
    {
        using var scope = torch.NewDisposeScope();
        var x = ChannelsLast.Of(inputs[0]);
        var y = ChannelsLast.Of(torch.empty_like(x));
        var (source, target) = (TensorValues.Dense(x)!, TensorValues.Dense(y)!);
        var length = (int)x.numel();
        var piece = _channels * Math.Max(1, Grain / _channels);
        Parallel.For(0, (length + piece - 1) / piece, new ParallelOptions { MaxDegreeOfParallelism = torch.get_num_threads() }, part =>
        {
            var (from, count) = (part * piece, Math.Min(piece, length - (part * piece)));
            var codes = TensorValues.Span(source).Slice(from, count);
            var to = TensorValues.Span(target).Slice(from, count);
            for (var (i, row) = (0, 0); i < codes.Length; i++)
            {
                to[i] = _values[row + (int)codes[i] - _low];
                row = row + Codes < _values.Length ? row + Codes : 0;
            }
        });
        return y.MoveToOuterDisposeScope();
    }
}
