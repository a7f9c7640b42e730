namespace Research.Methods.AdaBm;

/// <summary>One step of the tuning.</summary>
/// <param name="Done">Steps done of all epochs.</param>
/// <param name="Bit">Reported in all epochs, added to the loss where the mappings are tuned.</param>
/// <param name="Bits">Mean over counted layers and samples.</param>
internal sealed record TuningStep(long Done, double Pixel, double Skip, double Bit, double Bits);
