namespace Research.Framework.Experiments;

/// <summary>Whether a published row can be had again.</summary>
public enum VerifiedState
{
    /// <summary>Within <see cref="Verification.Tolerance"/>.</summary>
    Same,

    Differs,

    /// <summary>It cannot be run here.</summary>
    NotChecked,

    /// <summary>Not in the sample.</summary>
    LeftOut,
}
