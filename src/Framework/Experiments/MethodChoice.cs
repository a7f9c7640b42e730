using System.Collections.Immutable;
using Research.Framework.Methods;

namespace Research.Framework.Experiments;

/// <summary>A method with its options.</summary>
/// <param name="Options">An instance of the method's <see cref="MethodInfo.OptionsType"/>.</param>
public sealed record MethodChoice(IQuantizationMethod Method, object Options)
{
    /// <summary>Label, filter and key at once: <c>minmax[w=4,a=4]</c>.</summary>
    public MethodIdentity Identity { get; } = MethodIdentity.Of(Method.Info, Options);

    /// <summary>Methods whose results it needs, with their own needs; none for most.</summary>
    public ImmutableArray<NeededMethod> Needs { get; init; } = [];

    /// <summary>It, or a method that it needs, calibrates.</summary>
    public bool NeedsCalibration => Method.Info.NeedsCalibration || Needs.Any(need => need.Choice.NeedsCalibration);

    /// <summary>It, or a method that it needs, trains.</summary>
    public bool NeedsTraining => Method.Info.NeedsTraining || Needs.Any(need => need.Choice.NeedsTraining);
}
