using Research.Framework.Graph.Operations;
using Research.Framework.Weights;

namespace Research.Framework.Graph;

public sealed partial class NetworkBuilder
{
    /// <summary>A convolution with stride 1 and zero padding (k - 1) / 2; weight [out, in / groups, k, k].</summary>
    /// <param name="site">Name of this application where the weight <paramref name="key"/> is applied more than once.</param>
    /// <param name="initial">Weights of a network that needs no file, row-major.</param>
    public Value Conv(string key, Value input, int channels, int kernel, Role role, bool bias = true, int groups = 1, string? site = null, IReadOnlyList<float>? initial = null)
    {
        var weight = $"{key}.weight";
        Declare(weight, TensorKind.Parameter, [channels, input.Channels / groups, kernel, kernel], initial);
        var biasName = DeclareBias(key, channels, bias);
        var macs = (long)kernel * kernel * input.Channels / groups * channels * input.Upscale * input.Upscale;
        AddSite(site ?? key, weight, role, kernel, input, channels, groups, transposed: false, macs);
        return Apply(new Convolution(weight, biasName, kernel, groups), site ?? key, channels, input.Upscale, postRelu: false, input);
    }

    /// <summary>
    /// A transposed convolution; weight [in, out, k, k]. Output size (H - 1) stride - 2 padding + k + output padding; where that
    /// falls short of stride * H, the missing rows and columns must be added in front (<see cref="PadFront"/>).
    /// </summary>
    public Value Deconv(string key, Value input, int channels, int kernel, int stride, int padding, int outputPadding, Role role, bool bias = true)
    {
        var weight = $"{key}.weight";
        Declare(weight, TensorKind.Parameter, [input.Channels, channels, kernel, kernel]);
        var biasName = DeclareBias(key, channels, bias);
        var macs = (long)kernel * kernel * input.Channels * channels * input.Upscale * input.Upscale;
        AddSite(key, weight, role, kernel, input, channels, groups: 1, transposed: true, macs);
        return Apply(new TransposedConvolution(weight, biasName, stride, padding, outputPadding), key, channels, input.Upscale * stride, postRelu: false, input);
    }

    /// <summary>Batch normalisation with running statistics in evaluation; eps 1e-5, momentum 0.1.</summary>
    public Value BatchNorm(string key, Value input)
    {
        Declare($"{key}.weight", TensorKind.Parameter, [input.Channels]);
        Declare($"{key}.bias", TensorKind.Parameter, [input.Channels]);
        Declare($"{key}.running_mean", TensorKind.Statistic, [input.Channels]);
        Declare($"{key}.running_var", TensorKind.Statistic, [input.Channels]);
        return Apply(new BatchNormalization(key), key, input.Channels, input.Upscale, postRelu: false, input);
    }

    /// <summary>Subtracts DIV2K's mean colour; keys as stored in EDSR's family of files.</summary>
    public Value SubtractMean(string key, Value input)
    {
        _subtractMean = key;
        return ShiftMean(key, input, -1);
    }

    /// <summary>Adds DIV2K's mean colour.</summary>
    public Value AddMean(string key, Value input)
    {
        _addMean = key;
        return ShiftMean(key, input, 1);
    }

    private Value ShiftMean(string key, Value input, int sign)
    {
        var bias = MeanShift.Mean.Select(mean => (float)(sign * _pixelRange * mean));
        _tensors.Add(new TensorDeclaration($"{key}.weight", [3, 3, 1, 1], TensorKind.MeanShift) { Initial = [1, 0, 0, 0, 1, 0, 0, 0, 1] });
        _tensors.Add(new TensorDeclaration($"{key}.bias", [3], TensorKind.MeanShift) { Initial = [.. bias] });
        return Apply(new AddChannelBias($"{key}.bias"), key, input.Channels, input.Upscale, postRelu: false, input);
    }

    private string? DeclareBias(string key, int channels, bool bias)
    {
        if (!bias)
        {
            return null;
        }

        var name = $"{key}.bias";
        Declare(name, TensorKind.Parameter, [channels]);
        return name;
    }

    private void AddSite(string name, string weight, Role role, int kernel, Value input, int channels, int groups, bool transposed, long macs) =>
        _sites.Add(new ConvSite(name, weight, role, Block, kernel, input.Channels, channels, groups, transposed, input.PostRelu, macs, _nodes.Count, input));
}
