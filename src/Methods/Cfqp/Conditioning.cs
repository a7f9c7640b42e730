namespace Research.Methods.Cfqp;

/// <summary>What is done to representative images before calibration.</summary>
public enum Conditioning
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>x' = a x + b until the network's own output spans [0, 255].</summary>
    Tame,

    /// <summary>x' = a x with the largest a in 1, 0.95, ... 0.5 whose output stays below white.</summary>
    Attenuate,

    /// <summary>x' = a x, a > 1, for images whose output does not reach white; others stay.</summary>
    Stretch,
}
