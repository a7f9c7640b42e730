using Research.Framework.Plots;

namespace Research.Methods.Cabm.Figures;

/// <summary>Crops of HR, full precision, CADyQ and CABM: the paper's figure 4.</summary>
internal sealed class CropsOfCabm : CropsFigure
{
    public override string Id => "cabm-crops";

    public override string Description => "Crops of HR, full precision, CADyQ and CABM (CABM)";

    protected override IReadOnlyList<string> Methods => ["fp32", "cadyq", CabmMethod.Id];
}
