using Research.Framework.Graph;

namespace Research.Networks.Carn;

/// <summary>CARN (Ahn et al., ECCV 2018), the path of one scale; files with the up-samplers of all scales fit.</summary>
public sealed class CarnArchitecture : NetworkArchitecture<CarnParameters>
{
    public override string Id => "carn";

    public override string Description => "CARN, Ahn et al. 2018: cascading residual blocks; features";

    public override NetworkGraph Build(CarnParameters parameters, int scale) =>
        CascadingNetwork.Build("CARN", scale, parameters.Features, upsamplerGroups: 1, Unit, CarnNaming.Carn(scale));

    private static Value Unit(NetworkBuilder b, Value x, int block, int unit)
    {
        var key = $"b{block}.b{unit}";
        var r = b.Relu(b.Conv($"{key}.body.0", x, x.Channels, 3, Role.Body));
        r = b.Tap($"block[{b.Block}].residual", b.Conv($"{key}.body.2", r, x.Channels, 3, Role.Body));
        return b.Tap($"block[{b.Block}].output", b.Relu(b.Add(key, r, x)));
    }
}
