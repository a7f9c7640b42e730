namespace Research.Methods.AdaBm;

/// <summary>Weight of the skip loss.</summary>
public enum SkipLossForm
{
    /// <summary>As the released code: 10 / (B E), E the number of features; for dense blocks once more divided by C H W, which leaves nothing of it.</summary>
    Released,

    /// <summary>As the first commit of the code: 1e6 / (B C H W), the same for dense blocks.</summary>
    V0,

    /// <summary>No skip loss.</summary>
    Off,
}
