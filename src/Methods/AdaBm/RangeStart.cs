namespace Research.Methods.AdaBm;

/// <summary>What the calibration averages.</summary>
public enum RangeStart
{
    /// <summary>Each batch's smallest and largest value.</summary>
    Minmax,

    /// <summary>Each batch's 1 % and 99 % quantiles.</summary>
    Percentile,
}
