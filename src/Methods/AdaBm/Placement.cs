using Research.Framework.Graph;

namespace Research.Methods.AdaBm;

/// <summary>Which convolutions are quantized, and how.</summary>
internal static class Placement
{
    /// <param name="all">All convolutions, not the body alone.</param>
    internal static PlacementKind Of(Role role, bool all) => role switch
    {
        Role.Body or Role.GlobalFusion => PlacementKind.Adaptive,
        Role.LocalFusion => PlacementKind.Base,
        _ when !all => PlacementKind.None,
        Role.BodyEnd => PlacementKind.Adaptive,
        _ => PlacementKind.EightBits,
    };
}
