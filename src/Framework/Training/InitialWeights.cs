namespace Research.Framework.Training;

/// <summary>How convolutions are drawn (see <see cref="Initialisation"/>).</summary>
public enum InitialWeights
{
    /// <summary>PyTorch's default, as EDSR and its kin were trained.</summary>
    Pytorch,

    /// <summary>He et al. 2015: keeps the size of what passes through layers of ReLU. For networks without skips, which PyTorch's default lets die.</summary>
    He,
}
