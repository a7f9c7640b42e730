namespace Research.Methods.Cfqp.Figures;

/// <summary>The three networks that the paper's figure compares, all read as pixels.</summary>
internal enum OutputKind
{
    Naive,
    Clipped,
    Tamed,
}
