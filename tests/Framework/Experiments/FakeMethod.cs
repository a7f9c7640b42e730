using System.Collections.Concurrent;
using Research.Framework.Graph;
using Research.Framework.Methods;
using Research.Framework.Quantization;
using Research.Methods.MinMax;

namespace Research.Tests.Framework.Experiments;

/// <summary>Quantizes as min-max does, remembers for whom, and needs what the test says.</summary>
internal sealed class FakeMethod(string id, params MethodNeed[] needs) : IQuantizationMethod
{
    private readonly MinMaxMethod _method = new();

    /// <summary>W of every network that it made.</summary>
    public ConcurrentQueue<int> Made { get; } = [];

    /// <summary>Called before the work.</summary>
    public Action<QuantizationRequest, CancellationToken> OnQuantize { get; set; } = (_, _) => { };

    /// <summary>Called before the quantizers are put in their places.</summary>
    public Action<FakeOptions> OnPlace { get; set; } = _ => { };

    public bool Trains { get; init; }

    /// <summary>A file that it reads.</summary>
    public string? Reads { get; init; }

    public MethodInfo Info => new(id, 1, id, null, typeof(FakeOptions)) { NeedsCalibration = true, NeedsTraining = Trains, Needs = _ => needs, Files = _ => Reads is null ? [] : [Reads] };

    public QuantizedNetwork Place(SrNetwork network, object options)
    {
        OnPlace((FakeOptions)options);
        return _method.Place(network, options);
    }

    public QuantizedNetwork Quantize(QuantizationRequest request, CancellationToken cancellation)
    {
        Made.Enqueue(((FakeOptions)request.Options).W);
        Assert.Equal(needs.Select(need => need.Part), request.Needs.Keys);
        Assert.True(Trains || request is { Training: [], Validator: null });
        OnQuantize(request, cancellation);
        return _method.Quantize(request, cancellation);
    }
}

internal sealed record FakeOptions(int W = 8, int A = 8) : StaticPtqOptions(W, A);
