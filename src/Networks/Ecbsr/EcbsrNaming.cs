using Research.Framework.Weights;

namespace Research.Networks.Ecbsr;

/// <summary>How ECBSR's publishers name its tensors, in the plain and in the training form.</summary>
internal static class EcbsrNaming
{
    private const string Branch = "backbone.0.conv1x1_3x3.k0";

    private static RenameRule[] AuthorsNames => [new("backbone.{i}.conv3x3", "backbone.{i}.0"), new("backbone.{i}.act", "backbone.{i}.1")];

    internal static NamingScheme[] Schemes =>
    [
        new NamingScheme("ETDS") { Present = ["backbone.0.0.weight", "backbone.0.1.weight"] },
        new NamingScheme("xindongzhang, plain") { Present = ["backbone.0.conv3x3.weight"], Absent = [Branch], Rules = AuthorsNames },
        new NamingScheme("xindongzhang, training form")
        {
            Present = ["backbone.0.conv3x3.weight", Branch],
            Rules = AuthorsNames,
            Merge = EdgeConvolution.MergeAll,
        },
    ];
}
