using Research.Framework.Graph;
using Research.Framework.Weights;

namespace Research.Networks.Carn;

/// <summary>What CARN and CARN-M have in common: a cascade of three blocks, each a cascade of three residual units.</summary>
internal static class CascadingNetwork
{
    private const int Steps = 3;

    /// <param name="unit">Residual unit j of block m, both from 1.</param>
    internal static NetworkGraph Build(
        string name, int scale, int features, int upsamplerGroups, Func<NetworkBuilder, Value, int, int, Value> unit, NamingScheme[] namingSchemes)
    {
        var b = new NetworkBuilder(name, scale, pixelRange: 1);
        foreach (var other in new[] { 2, 3, 4 }.Where(other => other != scale))
        {
            b.Ignore($"upsample.up{other}.*");
        }

        var x = b.SubtractMean("sub_mean.shifter", b.Input);
        var entry = b.Tap("head", b.Conv("entry", x, features, 3, Role.Head));
        var y = b.Tap("body", Cascade(b, entry, string.Empty, Role.GlobalFusion, Block));
        y = ShuffleUpsampler.Apply(b, y, scale, stage => $"upsample.up{scale}.body.{stage}", relu: true, upsamplerGroups);
        y = b.AddMean("add_mean.shifter", b.Conv("exit", y, 3, 3, Role.Tail));
        return b.Build(y, namingSchemes);

        Value Block(Value o, int m) => b.Tap($"cascade[{m}].output", Cascade(b, o, $"b{m}.", Role.LocalFusion, (u, j) => Unit(u, m, j)));

        Value Unit(Value u, int m, int j)
        {
            b.Block = (Steps * (m - 1)) + (j - 1);
            var output = unit(b, u, m, j);
            b.Block = null;
            return output;
        }
    }

    /// <remarks>cat_i = concat(cat_(i-1), f_i(o_(i-1))), o_i = ReLU(c_i(cat_i)), from cat_0 = o_0 = x; the result is o_3.</remarks>
    private static Value Cascade(NetworkBuilder b, Value x, string prefix, Role fusion, Func<Value, int, Value> function)
    {
        var (cat, o) = (x, x);
        for (var i = 1; i <= Steps; i++)
        {
            cat = b.Concat($"{prefix}c{i}.concat", cat, function(o, i));
            o = b.Relu(b.Conv($"{prefix}c{i}.body.0", cat, x.Channels, 1, fusion));
        }

        return o;
    }
}
