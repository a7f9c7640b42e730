using Research.Framework.Methods;

namespace Research.Framework.Results;

/// <summary>One cell on one data set: a line of <c>rows.csv</c>.</summary>
public sealed record ResultRow
{
    public required string Experiment { get; init; }

    public required Budget Profile { get; init; }

    public required string Method { get; init; }

    /// <summary>As in the identity, without brackets: <c>w=4,a=4</c>; empty for the defaults.</summary>
    public required string Options { get; init; }

    /// <summary>Id in the weights catalog.</summary>
    public required string Weights { get; init; }

    /// <summary>Id of the architecture.</summary>
    public required string Network { get; init; }

    public required int Scale { get; init; }

    public required string Dataset { get; init; }

    /// <summary>Number of images.</summary>
    public required int Images { get; init; }

    public required long Seed { get; init; }

    public required string Protocol { get; init; }

    /// <summary>What computed the outputs.</summary>
    public string Engine { get; init; } = "simulated";

    /// <summary>32 for full precision; null where tensors differ.</summary>
    public int? WeightBits { get; init; }

    /// <summary>As chosen beforehand; null where they vary, see <see cref="FeatureAverageBits"/>.</summary>
    public int? ActivationBits { get; init; }

    /// <summary>FAB as measured on these images.</summary>
    public required double FeatureAverageBits { get; init; }

    /// <summary>Means over the images by metric id; NaN where a convention does not apply to the network.</summary>
    public required IReadOnlyDictionary<string, double> Metrics { get; init; }

    /// <summary>PSNR (<c>psnr:y</c>) of full precision minus this one, in dB, with the same weights, data, protocol and seed; null where there is none.</summary>
    public double? PsnrDrop { get; init; }

    public required string WeightsSha256 { get; init; }

    public required string DatasetSha256 { get; init; }

    /// <summary>Bytes of the parameters, quantized weights packed; see <see cref="Costs.ModelSize"/>.</summary>
    public required long ModelBytes { get; init; }

    /// <summary>Images that the network was trained on: those of the data sets that are as large as a crop. Null for methods that do not train.</summary>
    public int? TrainingImages { get; init; }

    /// <summary>Method with options, as in experiments.</summary>
    public string Identity => IdentityOf(Method, Options);

    /// <summary>The same for all data sets of a network.</summary>
    public CellPlace Cell => new(Identity, Weights, Scale, Seed);

    public RowPlace Place => new(Identity, Weights, Scale, Dataset, Seed);

    internal static string IdentityOf(string method, string options) => options.Length == 0 ? method : $"{method}[{options}]";
}
