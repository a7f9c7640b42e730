using Research.Framework.Plots;
using Research.Framework.Runtime;
using Research.Framework.Quantization;

namespace Research.Framework.Methods;

/// <param name="Id">Name in experiments: <c>adabm</c>.</param>
/// <param name="Version">Rises when a result changes; part of every cell's key.</param>
/// <param name="Name">As papers print it.</param>
/// <param name="Paper">Citation, or null for baselines.</param>
/// <param name="OptionsType">A record; its properties in snake_case are the options of the YAML, its defaults theirs.</param>
public sealed record MethodInfo(string Id, int Version, string Name, string? Paper, Type OptionsType)
{
    private readonly bool? _keepsNetwork;

    /// <summary>Calibration images are required.</summary>
    public bool NeedsCalibration { get; init; }

    /// <summary>HR/LR training pairs are required.</summary>
    public bool NeedsTraining { get; init; }

    /// <summary>The <see cref="Quantization.INetworkEngine.Name"/> of the engine of its networks.</summary>
    public string Engine { get; init; } = SimulatedEngine.Instance.Name;

    /// <summary>
    /// The quantized network is kept on disk, so that it is made once for all data sets, also those that are added later. Standard for
    /// methods that train, and always so where another method needs it. Static calibration takes seconds (7 to 28 for 100 images on two
    /// cores) and a network megabytes (4 bytes a parameter: 3 for EDSR-8, 10 for RDN-D10C3), so there it is made again.
    /// </summary>
    public bool KeepsNetwork { get => _keepsNetwork ?? NeedsTraining; init => _keepsNetwork = value; }

    /// <summary>Figures of this method alone, which experiments can ask for like all others.</summary>
    public IReadOnlyList<IFigure> Figures { get; init; } = [];

    /// <summary>Other methods' results that it starts from or learns from, given its options; none for most.</summary>
    public Func<object, IReadOnlyList<MethodNeed>> Needs { get; init; } = _ => [];

    /// <summary>Files besides images and weights that it reads, given its options. Their content is part of every cell's key.</summary>
    public Func<object, IReadOnlyList<string>> Files { get; init; } = _ => [];

    /// <summary>The method's options, which are in order.</summary>
    /// <exception cref="ResearchException">What is wrong with them.</exception>
    public T Checked<T>(object options)
        where T : ICheckedOptions =>
        ((T)options).Problem() is { } problem ? throw new ResearchException($"Method '{Id}': {problem}.") : (T)options;
}
