using Research.Framework.Graph.Operations;

namespace Research.Framework.Graph;

public sealed partial class NetworkBuilder
{
    public Value Relu(Value x) => Apply(new Relu(), Unnamed("relu", x), x.Channels, x.Upscale, postRelu: true, x);

    /// <summary>x if x >= 0 else slope * x.</summary>
    public Value LeakyRelu(Value x, double slope) => Apply(new LeakyRelu(slope), Unnamed("lrelu", x), x.Channels, x.Upscale, postRelu: false, x);

    /// <summary>x if x >= 0 else slope_c * x, with one slope per channel or one for all; a trained slope may be negative or above 1.</summary>
    public Value PRelu(string key, Value x, bool perChannel)
    {
        Declare($"{key}.weight", TensorKind.Parameter, [perChannel ? x.Channels : 1]);
        return Apply(new PRelu($"{key}.weight"), Unnamed("prelu", x), x.Channels, x.Upscale, postRelu: false, x);
    }

    public Value Tanh(Value x) => Apply(new Tanh(), Unnamed("tanh", x), x.Channels, x.Upscale, postRelu: false, x);

    public Value Sigmoid(Value x) => Apply(new Sigmoid(), Unnamed("sigmoid", x), x.Channels, x.Upscale, postRelu: false, x);

    /// <summary>Limits to [low, high], in the network's pixel range.</summary>
    public Value Clip(Value x, double low, double high) => Apply(new Clip(low, high), Unnamed("clip", x), x.Channels, x.Upscale, x.PostRelu, x);

    public Value Add(string name, Value a, Value b) => Apply(new Add(), name, Same(a, b).Channels, a.Upscale, postRelu: false, a, b);

    /// <summary>Product; <paramref name="gate"/> may hold one value per channel and image.</summary>
    public Value Multiply(string name, Value x, Value gate) => Apply(new Multiply(), name, x.Channels, x.Upscale, postRelu: false, x, gate);

    /// <summary>Multiplies by a constant (EDSR's residual scaling).</summary>
    public Value Scale(Value x, double factor) => factor == 1 ? x : Apply(new Scale(factor), Unnamed("scaled", x), x.Channels, x.Upscale, postRelu: false, x);

    /// <summary>Adds a constant to every element.</summary>
    public Value Offset(Value x, double constant) => Apply(new Offset(constant), Unnamed("offset", x), x.Channels, x.Upscale, postRelu: false, x);

    private static Value Same(Value a, Value b) =>
        a.Channels == b.Channels && a.Upscale == b.Upscale
            ? a
            : throw new InvalidOperationException($"'{a.Name}' ({a.Channels} channels at x{a.Upscale}) and '{b.Name}' ({b.Channels} at x{b.Upscale}) cannot be added.");
}
