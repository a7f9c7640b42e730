using Research.Framework.Data;
using Research.Framework.Quantization;

namespace Research.Methods.Cfqp;

/// <summary>A representative image a x + b, and the network's full-precision output on it.</summary>
/// <param name="Image">Rounded and clamped to 8 bits.</param>
/// <param name="Rounds">Changes of a and b.</param>
/// <param name="Converged">It is what was asked for.</param>
/// <param name="Before">Extremes of the output on the untouched image, in grey levels; nothing where nothing was done.</param>
/// <param name="After">The same on <paramref name="Image"/>.</param>
internal sealed record ConditionedImage(string Id, RgbImage Image, double A, double B, int Rounds, bool Converged, ValueRange Before, ValueRange After);
