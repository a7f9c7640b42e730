using Research.Framework.Graph;
using Research.Framework.Graph.Operations;

namespace Research.Framework.Execution;

/// <summary>The constants that follow an operation as one factor and one constant per channel, and whether a ReLU ends them.</summary>
/// <remarks>y = factor_c x + constant_c, then max(y, 0).</remarks>
internal sealed record ChannelAffine(double[] Factors, double[] Constants, bool Relu)
{
    internal bool IsIdentity => Array.TrueForAll(Factors, factor => factor == 1) && Array.TrueForAll(Constants, constant => constant == 0);

    internal static ChannelAffine Of(IEnumerable<Operation> tail, int channels, SrNetwork network)
    {
        var (factors, constants, relu) = (new double[channels], new double[channels], false);
        Array.Fill(factors, 1);
        foreach (var operation in tail)
        {
            switch (operation)
            {
                case Scale scale:
                    Apply(_ => scale.Factor, _ => 0);
                    break;
                case Offset offset:
                    Apply(_ => 1, _ => offset.Constant);
                    break;
                case AddChannelBias shift:
                    var bias = Parameters.Of(network[shift.Bias]);
                    Apply(_ => 1, c => bias[c]);
                    break;
                case BatchNormalization norm:
                    var (weight, added) = (Parameters.Of(network[$"{norm.Key}.weight"]), Parameters.Of(network[$"{norm.Key}.bias"]));
                    var (mean, variance) = (Parameters.Of(network[$"{norm.Key}.running_mean"]), Parameters.Of(network[$"{norm.Key}.running_var"]));
                    double Gain(int c) => weight[c] / Math.Sqrt(variance[c] + BatchNormalization.Epsilon);
                    Apply(Gain, c => added[c] - (mean[c] * Gain(c)));
                    break;
                case Graph.Operations.Relu:
                    relu = true;
                    break;
                default:
                    throw new InvalidOperationException($"{operation} does not follow another operation");
            }
        }

        return new ChannelAffine(factors, constants, relu);

        void Apply(Func<int, double> factor, Func<int, double> constant)
        {
            for (var c = 0; c < channels; c++)
            {
                factors[c] *= factor(c);
                constants[c] = (constants[c] * factor(c)) + constant(c);
            }
        }
    }

    internal double Apply(double x, int channel)
    {
        var y = (Factors[channel] * x) + Constants[channel];
        return Relu ? Math.Max(y, 0) : y;
    }
}
