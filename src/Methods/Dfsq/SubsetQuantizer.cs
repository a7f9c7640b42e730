using Research.Framework.Quantization;
using Research.Framework.Runtime;
using TorchSharp;

namespace Research.Methods.Dfsq;

/// <summary>DFSQ's activation quantizer: each channel of each image is normalised by its own statistics, rounded to its channel's points, and brought back.</summary>
/// <remarks>
/// x' = (x - mu) / (m + 1e-8) (<see cref="ChannelStatistics"/>), q the nearest point, x_q = q (m + 1e-8) + mu. The points are fixed, the
/// statistics those of the image at hand.
/// </remarks>
internal sealed class SubsetQuantizer : IQuantizer
{
    private readonly bool _postRelu;
    private readonly torch.Tensor _points;
    private readonly torch.Tensor? _layer;

    public SubsetQuantizer(int channels, int bits, bool postRelu, Normalisation normalisation)
    {
        (_postRelu, Normalisation) = (postRelu, normalisation);
        _points = torch.full([channels, 1 << bits], Scalars.Of(double.NaN), torch.float32).DetachFromDisposeScope();
        State = new Dictionary<string, torch.Tensor>(StringComparer.Ordinal) { ["points"] = _points };
        if (normalisation == Normalisation.Off)
        {
            _layer = torch.full([2], Scalars.Of(double.NaN), torch.float32).DetachFromDisposeScope();
            State = new Dictionary<string, torch.Tensor>(State, StringComparer.Ordinal) { ["layer"] = _layer };
        }
    }

    public string Kind => _postRelu ? $"{nameof(SubsetQuantizer)}(post-relu)" : nameof(SubsetQuantizer);

    public Normalisation Normalisation { get; }

    /// <summary><c>points</c>: [C, 2^b], ascending, the last repeated where there are fewer; <c>layer</c>: offset and scale, [2], where channels are not normalised.</summary>
    public IReadOnlyDictionary<string, torch.Tensor> State { get; }

    /// <summary>Called with the values that pass during calibration.</summary>
    public Action<torch.Tensor>? Watcher { get; set; }

    public void Observe(torch.Tensor x) => Watcher?.Invoke(x);

    /// <param name="points">Of each channel, ascending.</param>
    public void Fit(IReadOnlyList<double[]> points, ChannelStatistics statistics)
    {
        using var scope = torch.NewDisposeScope();
        var count = (int)_points.shape[1];
        _points.copy_(torch.tensor([.. points.SelectMany(channel => Enumerable.Range(0, count).Select(k => (float)channel[Math.Min(k, channel.Length - 1)]))], [points.Count, count]));
        _layer?.copy_(torch.cat([statistics.Offset.view(1), statistics.Scale.view(1)]));
    }

    /// <summary>What the values are normalised by during calibration.</summary>
    public ChannelStatistics Measure(torch.Tensor x) =>
        Normalisation == Normalisation.On ? ChannelStatistics.PerChannel(x, _postRelu) : ChannelStatistics.PerLayer(x, _postRelu);

    public torch.Tensor Quantize(torch.Tensor x, BitDecision bits, ForwardContext context)
    {
        using var scope = torch.NewDisposeScope();
        if (_points[0, 0].isnan().item<bool>())
        {
            throw new InvalidOperationException("the quantizer has no points yet: calibrate it or load its state");
        }

        var statistics = _layer is null
            ? ChannelStatistics.PerChannel(x.detach(), _postRelu)
            : new ChannelStatistics(_layer[0].view(1, 1), _layer[1].view(1, 1));
        return Lookup.Nearest(x, _points, statistics.Offset, statistics.Scale).MoveToOuterDisposeScope();
    }
}
