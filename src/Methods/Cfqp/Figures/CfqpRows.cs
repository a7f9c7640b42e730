using Research.Framework.Experiments;
using Research.Framework.Methods;
using Research.Framework.Plots;
using Research.Framework.Results;
using ScottPlot;

namespace Research.Methods.Cfqp.Figures;

/// <summary>The rows of this method, as its figures want them.</summary>
internal static class CfqpRows
{
    private static readonly MethodCatalog Known = new MethodCatalog().Register(new CfqpMethod());

    /// <summary>In the paper's order; its red, light blue and green in shades that remain distinct under colour blindness.</summary>
    internal static LegendEntry Entry(OutputKind kind, LinePattern pattern) => kind switch
    {
        OutputKind.Naive => new("INT8, no clip", new MethodStyle(Color.FromHex("#D55E00"), MarkerShape.None), pattern),
        OutputKind.Clipped => new("INT8, clipped", new MethodStyle(Color.FromHex("#56B4E9"), MarkerShape.None), pattern),
        _ => new("INT8, no clip, tamed images", new MethodStyle(Color.FromHex("#009E73"), MarkerShape.None), pattern),
    };

    internal static LegendEntry FullPrecision { get; } = new("FP32", new MethodStyle(Colors.Black, MarkerShape.None), LinePattern.Solid);

    /// <summary>Null for rows of other methods.</summary>
    internal static CfqpOptions? Options(string identity) =>
        MethodIdentity.Parse(identity) is { Method: CfqpMethod.Id } parsed ? (CfqpOptions)parsed.Choose(Known).Options : null;

    /// <summary>Null where all but the choice of images is not as in one of the three.</summary>
    internal static OutputKind? Kind(CfqpOptions options)
    {
        OutputKind? kind = options switch
        {
            { Graph: OutputGraph.Clipped, Conditioning: Conditioning.None } => OutputKind.Clipped,
            { Graph: OutputGraph.ClipFree, Conditioning: Conditioning.None } => OutputKind.Naive,
            { Graph: OutputGraph.ClipFree, Conditioning: Conditioning.Tame } => OutputKind.Tamed,
            _ => null,
        };
        var plain = options with { Graph = OutputGraph.ClipFree, Conditioning = Conditioning.Tame, Image = null, Images = 0 };
        return plain == new CfqpOptions() ? kind : null;
    }

    /// <summary>The full-precision row of the same weights and data; null for none.</summary>
    internal static double? FullPrecisionOf(ResultDocument result, ResultRow like, string metric) => result.Rows
        .FirstOrDefault(row => RowLabels.IsFullPrecision(row) && (row.Weights, row.Scale, row.Dataset) == (like.Weights, like.Scale, like.Dataset))?.Metrics[metric];
}
