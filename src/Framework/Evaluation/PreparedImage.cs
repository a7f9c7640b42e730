using Research.Framework.Data;
using Research.Framework.Metrics;
using Research.Framework.Numerics;
using TorchSharp;

namespace Research.Framework.Evaluation;

/// <summary>An image ready for a network: what it reads, and what its output is measured against.</summary>
internal sealed class PreparedImage
{
    private readonly double[]? _lrLuma;

    private PreparedImage(string id, RgbImage? lr, double[]? lrLuma, int lrWidth, int lrHeight, MetricImage hr)
    {
        Id = id;
        Lr = lr;
        _lrLuma = lrLuma;
        LrWidth = lrWidth;
        LrHeight = lrHeight;
        Hr = hr;
    }

    internal string Id { get; }

    /// <summary>Null for networks on luma.</summary>
    internal RgbImage? Lr { get; }

    internal int LrWidth { get; }

    internal int LrHeight { get; }

    internal MetricImage Hr { get; }

    internal static PreparedImage Read(ImageDataset dataset, string id, int scale, int imageChannels)
    {
        var pair = dataset.ReadPair(id, scale);
        return imageChannels == 1 ? Luma(pair, scale) : new PreparedImage(id, pair.Lr, null, pair.Lr.Width, pair.Lr.Height, MetricImage.FromRgb(pair.Hr));
    }

    /// <summary>1 x C x H x W in 0..255.</summary>
    internal torch.Tensor LrTensor() => Lr is not null ? ImageTensor.FromImage(Lr) : ImageTensor.FromLuma(LrWidth, LrHeight, _lrLuma!);

    /// <remarks>IDN's protocol: HR luma rounded to integers; LR its bicubic reduction in float64, neither rounded nor clipped.</remarks>
    private static PreparedImage Luma(ImagePair pair, int scale)
    {
        var (width, height) = (pair.Hr.Width, pair.Hr.Height);
        var luma = Array.ConvertAll(MetricImage.FromRgb(pair.Hr).Luma(LumaWeights.Bt601), value => Math.Round(value, MidpointRounding.ToEven));
        var reduced = MatlabBicubic.Resize(luma, width, height, 1.0 / scale);
        return new PreparedImage(pair.Id, null, reduced, pair.Lr.Width, pair.Lr.Height, MetricImage.FromLuma(width, height, luma));
    }
}
