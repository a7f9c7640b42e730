namespace Research.Framework.Methods;

/// <summary>How much work a run may cost; a row of a table always says which.</summary>
public enum Budget
{
    /// <summary>Minutes on two cores.</summary>
    Quick,

    /// <summary>Hours on two cores.</summary>
    Cpu,

    /// <summary>The paper's schedule, on a GPU.</summary>
    Paper,
}
