using Research.Framework.Methods;

namespace Research.Framework.Experiments;

/// <summary>A method with its options.</summary>
/// <param name="Options">An instance of the method's <see cref="MethodInfo.OptionsType"/>.</param>
public sealed record MethodChoice(IQuantizationMethod Method, object Options)
{
    /// <summary>Label, filter and key at once: <c>minmax[w=4,a=4]</c>.</summary>
    public MethodIdentity Identity { get; } = MethodIdentity.Of(Method.Info, Options);
}
