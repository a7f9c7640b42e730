using Research.Framework.Graph;
using Research.Framework.Weights;

namespace Research.Networks.Imdn;

/// <summary>IMDN (Hui et al., ACM MM 2019): information multi-distillation blocks with contrast-aware channel attention.</summary>
public sealed class ImdnArchitecture : NetworkArchitecture<NoParameters>
{
    private const double Slope = 0.05;
    private const int Blocks = 6;
    private const int Features = 64;
    private const int Distilled = 16;

    public override string Id => "imdn";

    public override string Description => "IMDN, Hui et al. 2019: information multi-distillation blocks";

    public override NetworkGraph Build(NoParameters parameters, int scale)
    {
        var b = new NetworkBuilder("IMDN", scale, pixelRange: 1);
        var head = b.Tap("head", b.Conv("fea_conv", b.Input, Features, 3, Role.Head));
        var y = head;
        var outputs = new Value[Blocks];
        for (var i = 0; i < Blocks; i++)
        {
            b.Block = i;
            y = outputs[i] = Block(b, y, i);
        }

        b.Block = null;
        y = b.LeakyRelu(b.Conv("c.0", b.Concat("c.concat", outputs), Features, 1, Role.GlobalFusion), Slope);
        y = b.Conv("LR_conv", y, Features, 3, Role.BodyEnd);
        y = b.Tap("body", b.Add("body", y, head));
        y = b.PixelShuffle(b.Conv("upsampler.0", y, 3 * scale * scale, 3, Role.Tail), scale);
        return b.Build(y, new NamingScheme("canonical") { Present = ["fea_conv.weight", "IMDB1.c1.weight"] });
    }

    private static Value Block(NetworkBuilder b, Value x, int i)
    {
        var key = $"IMDB{i + 1}";
        var distilled = new Value[4];
        var y = x;
        for (var step = 0; step < 3; step++)
        {
            y = b.LeakyRelu(b.Conv($"{key}.c{step + 1}", y, Features, 3, Role.Body), Slope);
            distilled[step] = b.Slice($"{key}.distilled{step + 1}", y, 0, Distilled);
            y = b.Slice($"{key}.remaining{step + 1}", y, Distilled, Features - Distilled);
        }

        distilled[3] = b.Conv($"{key}.c4", y, Distilled, 3, Role.Body);
        y = Attend(b, $"{key}.cca", b.Concat($"{key}.concat", distilled));
        y = b.Tap($"block[{i}].residual", b.Conv($"{key}.c5", y, Features, 1, Role.Body));
        return b.Tap($"block[{i}].output", b.Add(key, y, x));
    }

    /// <summary>A gate for each channel from its mean plus its standard deviation over the whole image: tiles change the result.</summary>
    private static Value Attend(NetworkBuilder b, string key, Value z)
    {
        var gate = b.Relu(b.Conv($"{key}.conv_du.0", b.Contrast(z), 4, 1, Role.Attention));
        gate = b.Sigmoid(b.Conv($"{key}.conv_du.2", gate, Features, 1, Role.Attention));
        return b.Multiply(key, z, gate);
    }
}
