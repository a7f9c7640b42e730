namespace Research.Networks.Idn;

/// <param name="Features">Channels F: 64 in CADyQ and CABM.</param>
/// <param name="D">d: by how much the enhancement's convolutions differ in channels, and how many go around its lower half (F / s, s = 4): 16.</param>
/// <param name="Blocks">Distillation blocks: 4.</param>
public sealed record IdnRgbParameters(int Features = 64, int D = 16, int Blocks = 4);
