using Research.Framework.Weights;

namespace Research.Networks.Carn;

/// <summary>CARN's names; a file for one scale calls its up-sampler <c>up</c>, one for all scales <c>up2</c>, <c>up3</c>, <c>up4</c>.</summary>
internal static class CarnNaming
{
    /// <summary>Only CARN-M has a third convolution in its units.</summary>
    private const string CarnMOnly = "b1.b1.body.4.weight";

    internal static NamingScheme[] Carn(int scale) => [.. Schemes(scale, present: ["entry.weight", "b1.b2.body.0.weight"], absent: [CarnMOnly]), Quantized(scale)];

    internal static NamingScheme[] CarnM(int scale) => Schemes(scale, present: ["entry.weight", CarnMOnly], absent: []);

    private static NamingScheme[] Schemes(int scale, string[] present, string[] absent) =>
    [
        new NamingScheme("multi-scale") { Present = present, Absent = [.. absent, "upsample.up.body.0.weight"] },
        new NamingScheme("single-scale")
        {
            Present = [.. present, "upsample.up.body.0.weight"],
            Absent = absent,
            Rules = [new("upsample.up", $"upsample.up{scale}")],
        },
    ];

    /// <summary>With a quantizer in front of each convolution of a unit.</summary>
    private static NamingScheme Quantized(int scale) => new("PAMS or CADyQ, quantized")
    {
        Present = ["entry.weight", "b1.b2.body.1.weight"],
        Rules = [new("b{m}.b{u}.body.1", "b{m}.b{u}.body.0"), new("b{m}.b{u}.body.4", "b{m}.b{u}.body.2"), new("upsample.up", $"upsample.up{scale}")],
        Ignore = ["*.alpha", "*.max_val", "*.net_small.*"],
    };
}
