using Research.Framework.Plots;

namespace Research.Methods.Cadyq.Figures;

/// <summary>Crops of HR, full precision, PAMS and CADyQ, with the bits of the image's tiles over it.</summary>
internal sealed class VisualFigure : CropsFigure
{
    public override string Id => "cadyq-visual";

    public override string Description => "Crops of HR, full precision, PAMS and CADyQ, with the bits of the tiles (CADyQ)";

    protected override IReadOnlyList<string> Methods => ["fp32", "pams", CadyqMethod.Id];

    protected override string Map => CadyqMethod.Id;
}
