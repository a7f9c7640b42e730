namespace Research.Framework.Experiments;

/// <summary>How a plan is run; none of it changes a figure.</summary>
/// <param name="Rerun">Also what is finished.</param>
/// <param name="FailFast">Nothing new is begun after a failure.</param>
/// <param name="Jobs">Cells at a time; they share the cores.</param>
public sealed record RunSettings(bool Rerun = false, bool FailFast = false, int Jobs = 1);
