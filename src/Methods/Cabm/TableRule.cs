namespace Research.Methods.Cabm;

/// <summary>How the table is made of what the selectors chose.</summary>
public enum TableRule
{
    /// <summary>From a score on, tiles of similar scores count as one: the cheapest configuration among them.</summary>
    Paper,

    /// <summary>The released code's: no widening; where nothing was seen, or only expensive configurations, the next lower score's.</summary>
    Released,
}
