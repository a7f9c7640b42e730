using System.Diagnostics;
using System.Globalization;
using Research.Framework.Graph;
using Research.Framework.Quantization;
using Research.Framework.Runtime;
using Research.Framework.Training;
using TorchSharp;

namespace Research.Methods.AdaBm;

/// <summary>
/// Tunes limits of weights, ranges of activations and mappings against the network's own full-precision output, one group an epoch in turn. The
/// network's own parameters stay as they are. Interrupted and run again, it gives the same tensors, byte for byte.
/// </summary>
internal sealed class FineTuning : IDisposable
{
    internal const int Batch = 2;
    internal const double Rate = 0.01;

    private const double ThresholdRate = 0.1;
    private static readonly TimeSpan EveryMinute = TimeSpan.FromMinutes(1);

    private readonly QuantizedNetwork _network;
    private readonly ImageAndLayerBits _policy;
    private readonly AdaBmOptions _options;
    private readonly IReadOnlyList<torch.Tensor> _batches;
    private readonly IReadOnlyList<QuantizedEdge> _counted;
    private readonly TuningLoss _loss;
    private readonly Teacher _teacher;
    private readonly List<ParameterGroup> _groups = [];
    private readonly torch.Tensor _history;
    private readonly torch.Tensor _clippingSeconds;
    private readonly IReadOnlyList<KeyValuePair<string, torch.Tensor>> _tensors;

    /// <param name="batches">N x C x H x W in 0..255, in the order of every epoch.</param>
    internal FineTuning(QuantizedNetwork network, AdaBmOptions options, IReadOnlyList<torch.Tensor> batches)
    {
        (_network, _options, _batches, _policy) = (network, options, batches, (ImageAndLayerBits)network.Policy);
        _counted = [.. network.Edges.Where(edge => edge.Counted)];
        _loss = new TuningLoss(network.Network.Graph, options);
        _teacher = new Teacher(network, _loss.Taps, keeps: options.Bn == BatchNormForm.Frozen);
        _history = torch.zeros([Math.Max(1, options.Epochs), 4], torch.float64).DetachFromDisposeScope();
        _clippingSeconds = torch.zeros(1, torch.float64).DetachFromDisposeScope();
        AddGroups();
        _tensors =
        [
            .. Parameters(network.Quantizers, quantizer => quantizer.State),
            .. Parameters(network.WeightQuantizers, quantizer => quantizer.State),
            .. _policy.State.OrderBy(state => state.Key, StringComparer.Ordinal),
            .. network.Network.Graph.Tensors.Where(tensor => tensor.Kind == TensorKind.Statistic).Select(tensor => KeyValuePair.Create(tensor.Name, network.Network[tensor.Name])),
            .. _groups.SelectMany(group => group.Moments),
            KeyValuePair.Create("history", _history),
            KeyValuePair.Create("clipping_seconds", _clippingSeconds),
        ];
    }

    /// <summary>Told of each step; for tests and progress.</summary>
    internal Action<TuningStep>? OnStep { get; init; }

    /// <summary>Told of the end of each epoch.</summary>
    internal Action<int>? OnEpoch { get; init; }

    internal CheckpointFolder? Checkpoints { get; init; }

    /// <summary>Longest time between checkpoints.</summary>
    internal TimeSpan CheckpointInterval { get; init; } = EveryMinute;

    /// <summary>Means over each epoch, in <see cref="TuningStep"/>'s order: pixel, skip and bit loss, bits.</summary>
    internal IReadOnlyList<double[]> History => [.. _history.data<double>().ToArray().Chunk(4).Take(_options.Epochs).Select(sums => Array.ConvertAll(sums, sum => sum / _batches.Count))];

    /// <summary>Of the bit-aware clipping, whichever process did it.</summary>
    internal double ClippingSeconds => _clippingSeconds.item<double>();

    /// <summary>The group of an epoch.</summary>
    internal string Group(int epoch) => _groups[epoch % _groups.Count].Name;

    /// <summary>Learning rate of the activations' bounds: 0.01 in units of a network whose white is 255.</summary>
    internal static double BoundsRate(NetworkGraph graph) => Rate * graph.PixelRange / 255;

    /// <exception cref="ResearchException">The loss is not finite.</exception>
    /// <exception cref="OperationCanceledException">Asked for; where it stood is in the checkpoint.</exception>
    /// <returns>Seconds, of all processes that took part.</returns>
    internal double Run(CancellationToken cancellation)
    {
        var (clock, saved) = (Stopwatch.StartNew(), TimeSpan.Zero);
        var start = Checkpoints?.Load(_tensors) ?? new Checkpoint(0, string.Empty, string.Empty, 0, TrainingLog.Empty);
        Freeze(true);
        try
        {
            for (var (step, total) = (start.Step, (long)_options.Epochs * _batches.Count); step < total; step++)
            {
                if (cancellation.IsCancellationRequested)
                {
                    Save(step);
                    cancellation.ThrowIfCancellationRequested();
                }

                Begin(step, resumed: step == start.Step && step > 0);
                Step(step);
                if (clock.Elapsed - saved >= CheckpointInterval)
                {
                    Save(step + 1);
                }

                if ((step + 1) % _batches.Count == 0)
                {
                    OnEpoch?.Invoke((int)(step / _batches.Count));
                }
            }
        }
        finally
        {
            Freeze(false);
        }

        return start.Seconds + clock.Elapsed.TotalSeconds;

        void Save(long step)
        {
            if (Checkpoints is not null)
            {
                Directory.CreateDirectory(Checkpoints.Path);
                Checkpoints.Save(_tensors, step, start.Seconds + clock.Elapsed.TotalSeconds, TrainingLog.Empty);
            }

            saved = clock.Elapsed;
        }
    }

    public void Dispose()
    {
        _teacher.Dispose();
        _history.Dispose();
        _clippingSeconds.Dispose();
        _groups.ForEach(group => group.Dispose());
    }

    private void AddGroups()
    {
        if (_options.TuneWeights)
        {
            _groups.Add(new ParameterGroup("weights").Add(Parameters(_network.WeightQuantizers, quantizer => quantizer.State), Rate));
        }

        if (_options.TuneActivations)
        {
            var bounds = Parameters(_network.Quantizers, quantizer => quantizer.State).Where(pair => pair.Value is TorchSharp.Modules.Parameter);
            _groups.Add(new ParameterGroup("activations").Add(bounds, BoundsRate(_network.Network.Graph)));
        }

        if (_options.TunesMappings)
        {
            var states = _policy.State.OrderBy(state => state.Key, StringComparer.Ordinal).ToLookup(state => state.Key.StartsWith("image:", StringComparison.Ordinal));
            _groups.Add(new ParameterGroup("mappings").Add(states[false], Rate).Add(states[true], ThresholdRate));
        }
    }

    private static IEnumerable<KeyValuePair<string, torch.Tensor>> Parameters<T>(IReadOnlyDictionary<string, T> owners, Func<T, IReadOnlyDictionary<string, torch.Tensor>> state) =>
        owners.OrderBy(owner => owner.Key, StringComparer.Ordinal).SelectMany(owner => state(owner.Value).OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => KeyValuePair.Create($"{owner.Key}:{pair.Key}", pair.Value)));

    private void Freeze(bool frozen)
    {
        foreach (var parameter in _network.Network.parameters())
        {
            parameter.requires_grad = !frozen;
        }

        foreach (var parameter in _tensors.Select(pair => pair.Value).OfType<TorchSharp.Modules.Parameter>())
        {
            parameter.requires_grad = false;
        }
    }

    /// <summary>Lets gradients reach the group of the epoch alone.</summary>
    private void Begin(long step, bool resumed)
    {
        if (!resumed && step % _batches.Count != 0)
        {
            return;
        }

        var epoch = (int)(step / _batches.Count);
        foreach (var (i, group) in _groups.Index())
        {
            group.Train(i == epoch % _groups.Count);
            if (resumed)
            {
                var whole = Enumerable.Range(0, epoch).Count(e => e % _groups.Count == i) * (long)_batches.Count;
                group.Restore(whole + (i == epoch % _groups.Count ? step % _batches.Count : 0));
            }
        }

        _groups[epoch % _groups.Count].StartEpoch(epoch / _groups.Count);
    }

    private void Step(long step)
    {
        using var scope = torch.NewDisposeScope();
        var (epoch, batch) = ((int)(step / _batches.Count), (int)(step % _batches.Count));
        var (lr, group) = (_batches[batch], _groups[epoch % _groups.Count]);
        var teacher = _teacher.Of(batch, lr, CancellationToken.None);
        var context = new ForwardContext { Lr = lr, BatchStatistics = _options.Bn == BatchNormForm.Official, WantedTaps = _loss.Taps, Epoch = epoch, Step = step };
        var sr = _network.Forward(context);
        if (step == 0)
        {
            _clippingSeconds.fill_(Scalars.Of(ActivationQuantizer.ClippingOf(_network)));
        }

        var (pixels, skip, mean) = (TuningLoss.Pixels(sr, teacher), _loss.Skip(context.Taps, teacher), _policy.Mean(lr, _counted));
        var bits = _loss.Bits(mean);
        var loss = group.Name == "mappings" ? pixels + skip + bits : pixels + skip;
        var now = new TuningStep(step + 1, Number(pixels), Number(skip), Number(bits), Number(mean));
        if (!double.IsFinite(Number(loss)))
        {
            throw new ResearchException(string.Create(CultureInfo.InvariantCulture, $"AdaBM's tuning was stopped in epoch {epoch + 1}, step {batch + 1}: the loss is {Number(loss)} (pixel {now.Pixel}, skip {now.Skip})."));
        }

        group.ZeroGradients();
        loss.backward();
        group.Step();
        _history.select(0, epoch).add_(torch.tensor([now.Pixel, now.Skip, now.Bit, now.Bits]));
        OnStep?.Invoke(now);
    }

    private static double Number(torch.Tensor scalar) => scalar.detach().to_type(torch.ScalarType.Float64).item<double>();
}
