using Research.Framework.Weights;

namespace Research.Networks.Idn;

/// <summary>CADyQ's names of IDN, without and with a quantizer in front of each convolution.</summary>
internal static class IdnRgbNaming
{
    private const string Compression = "dblocks.0.compression.weight";

    internal static NamingScheme[] Schemes =>
    [
        new NamingScheme("CADyQ") { Present = ["fblock.module.0.weight", Compression] },
        new NamingScheme("PAMS or CADyQ, quantized")
        {
            Present = ["fblock.module.1.weight", Compression],
            Rules =
            [
                new("fblock.module.1", "fblock.module.0"),
                new("fblock.module.4", "fblock.module.2"),
                .. new[] { "top", "bottom" }.SelectMany(half => new RenameRule[]
                {
                    new($"dblocks.{{i}}.enhancement_{half}.1", $"dblocks.{{i}}.enhancement_{half}.0"),
                    new($"dblocks.{{i}}.enhancement_{half}.4", $"dblocks.{{i}}.enhancement_{half}.2"),
                    new($"dblocks.{{i}}.enhancement_{half}.7", $"dblocks.{{i}}.enhancement_{half}.4"),
                }),
            ],
            Ignore = ["*.alpha", "*.max_val", "*.net_small.*"],
        },
    ];
}
