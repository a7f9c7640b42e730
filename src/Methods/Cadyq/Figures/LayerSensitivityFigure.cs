using Research.Framework.Plots;
using ScottPlot;

namespace Research.Methods.Cadyq.Figures;

/// <summary>The paper's figure 2b: a layer whose feature varies much loses more.</summary>
internal sealed class LayerSensitivityFigure : SensitivityFigure
{
    private static readonly ColourRamp Depth = ColourRamp.Shades(-0.25, 1);

    public override string Id => "cadyq-layer-sensitivity";

    public override string Description => "What few bits in one layer cost against the deviation of its feature (CADyQ)";

    protected override string Table => SensitivityAnalysis.Layers;

    protected override string Quantity => SensitivityAnalysis.Deviation;

    protected override string Horizontal => "standard deviation of the layer's feature";

    protected override string Note =>
        "A dot is a layer, its colour the place in the network. Deviation: over the pixels, mean over the channels and patches, in units of the network. Increase of MSE against HR, in squared grey values of RGB, with this layer alone at the fewest bits that it may have and all others at the most; mean over the patches.";

    protected override IReadOnlyList<LegendEntry> Legend => Depth.Legend([0, 0.5, 1], place => place == 0 ? "first layer" : place == 1 ? "last layer" : "middle");

    protected override Color ColourOf(int index, int count) => Depth.Of((double)index / Math.Max(1, count - 1));
}
