using Research.Framework.Graph;

namespace Research.Networks.Carn;

/// <summary>CARN-M: group convolutions, and one residual unit a block that is applied three times.</summary>
public sealed class CarnMArchitecture : NetworkArchitecture<NoParameters>
{
    private const int Features = 64;
    private const int Groups = 4;

    public override string Id => "carn-m";

    public override string Description => "CARN-M, Ahn et al. 2018: CARN with group convolutions and recursive units";

    public override NetworkGraph Build(NoParameters parameters, int scale) =>
        CascadingNetwork.Build("CARN-M", scale, Features, Groups, Unit, CarnNaming.CarnM(scale));

    /// <summary>The weights are the block's, the site is this application's.</summary>
    private static Value Unit(NetworkBuilder b, Value x, int block, int application)
    {
        var (key, site) = ($"b{block}.b1", $"b{block}.b1@{application}");
        var r = b.Relu(b.Conv($"{key}.body.0", x, Features, 3, Role.Body, groups: Groups, site: $"{site}.body.0"));
        r = b.Relu(b.Conv($"{key}.body.2", r, Features, 3, Role.Body, groups: Groups, site: $"{site}.body.2"));
        r = b.Conv($"{key}.body.4", r, Features, 1, Role.Body, site: $"{site}.body.4");
        b.Tap($"block[{b.Block}].residual", r);
        return b.Tap($"block[{b.Block}].output", b.Relu(b.Add(site, r, x)));
    }
}
