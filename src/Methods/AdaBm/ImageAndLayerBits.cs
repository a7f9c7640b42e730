using Research.Framework.Quantization;
using Research.Framework.Runtime;
using TorchSharp;

namespace Research.Methods.AdaBm;

/// <summary>Bits of layer k for image I: b_k(I) = b_base + b_I(I) + b_L(k), b_I and b_L(k) of -1, 0, +1. Edges with one candidate have that.</summary>
internal sealed class ImageAndLayerBits : IBitPolicy
{
    private readonly int _base;

    /// <param name="layers">By edge; the other edges are not adaptive.</param>
    /// <param name="image">Null: all images alike.</param>
    internal ImageAndLayerBits(int baseBits, ImageMapping? image, IReadOnlyDictionary<string, LayerMapping> layers)
    {
        (_base, Image, Layers) = (baseBits, image, layers);
        var state = layers.ToDictionary(layer => $"layer:{layer.Key}", torch.Tensor (layer) => layer.Value.Measure, StringComparer.Ordinal);
        if (image is not null)
        {
            state.Add("image:lower", image.Lower);
            state.Add("image:upper", image.Upper);
        }

        State = state;
    }

    internal ImageMapping? Image { get; }

    internal IReadOnlyDictionary<string, LayerMapping> Layers { get; }

    public IReadOnlyDictionary<string, torch.Tensor> State { get; }

    public bool KeepsSamplesApart => true;

    public BitDecision Decide(QuantizedEdge edge, torch.Tensor x, ForwardContext context)
    {
        if (edge.Candidates is [var only])
        {
            return BitDecision.Uniform(only, x.shape[0]);
        }

        var (factor, ofImage) = context.Feature(this, ImageFactor);
        var layer = Layers.GetValueOrDefault(edge.Name);
        var ofLayer = layer?.Bits ?? 0;
        return new BitDecision([.. ofImage.Select(bits => _base + ofLayer + bits)]) { Differentiable = torch.is_grad_enabled() ? Differentiable(factor, layer) : null };
    }

    /// <summary>Mean over counted edges and samples, with gradients; what the bit loss looks at.</summary>
    /// <remarks>The sum is one of whole numbers and so exact: where it is the base, the mean is too.</remarks>
    /// <param name="counted">The edges in FAB.</param>
    internal torch.Tensor Mean(torch.Tensor lr_NCHW, IReadOnlyCollection<QuantizedEdge> counted)
    {
        using var scope = torch.NewDisposeScope();
        var (factor, _) = ImageFactor(lr_NCHW);
        var bits = counted.Select(edge => edge.Candidates is [var only] ? torch.full_like(factor, Scalars.Of(only)) : Differentiable(factor, Layers.GetValueOrDefault(edge.Name)));
        return torch.stack([.. bits]).mean().MoveToOuterDisposeScope();
    }

    private torch.Tensor Differentiable(torch.Tensor factor_N, LayerMapping? layer) =>
        layer is null ? factor_N.add(Scalars.Of(_base)) : factor_N.add(Scalars.Of(_base)) + layer.Factor();

    private (torch.Tensor Factor_N, int[] Bits) ImageFactor(torch.Tensor lr_NCHW)
    {
        if (Image is null)
        {
            return (torch.zeros(lr_NCHW.shape[0], lr_NCHW.dtype), new int[lr_NCHW.shape[0]]);
        }

        using var scope = torch.NewDisposeScope();
        var factor = Image.Factor(torch.is_inference_mode_enabled() ? OneByOne(lr_NCHW) : ImageComplexity.Of(lr_NCHW));
        return (factor.MoveToOuterDisposeScope(), Array.ConvertAll(factor.detach().to_type(torch.ScalarType.Float64).data<double>().ToArray(), bits => (int)bits));
    }

    /// <summary>A mean over a batch may sum in another order than that over an image alone.</summary>
    private static torch.Tensor OneByOne(torch.Tensor lr_NCHW) =>
        torch.cat([.. Enumerable.Range(0, (int)lr_NCHW.shape[0]).Select(i => ImageComplexity.Of(lr_NCHW.narrow(0, i, 1)))]);
}
