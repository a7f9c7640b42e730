using Research.Framework.Plots;
using ScottPlot;

namespace Research.Methods.Cadyq.Figures;

/// <summary>The paper's figure 2a: a patch with much gradient loses more.</summary>
internal sealed class GradientSensitivityFigure : SensitivityFigure
{
    public override string Id => "cadyq-gradient-sensitivity";

    public override string Description => "What few bits cost against the gradient of the patch (CADyQ)";

    protected override string Table => SensitivityAnalysis.Patches;

    protected override string Quantity => SensitivityAnalysis.Gradient;

    protected override string Horizontal => "gradient of the patch";

    protected override string Note =>
        "A dot is a patch of the training images. Gradient: mean absolute derivative of gray over the two directions, by Sobel, in grey values a pixel. Increase of MSE against HR, in squared grey values of RGB, with all layers at the fewest bits that they may have instead of the most.";

    protected override Color ColourOf(int index, int count) => MethodStyle.At(1).Colour.WithAlpha(0.75);
}
