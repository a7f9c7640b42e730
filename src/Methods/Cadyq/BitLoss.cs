namespace Research.Methods.Cadyq;

/// <summary>What pushes the bits down.</summary>
public enum BitLoss
{
    /// <summary>The bits of each layer, divided by those expected there: L_wb, the paper's.</summary>
    Weighted,

    /// <summary>The bits of each layer: L_b.</summary>
    Plain,

    /// <summary>Nothing.</summary>
    None,
}
