using System.Runtime.Intrinsics;

namespace Research.Framework.Execution;

/// <summary>Rounding to the nearest integer, halves away from zero, as TFLite rounds.</summary>
/// <remarks>sign(x) floor(|x| + 1/2).</remarks>
internal static class HalfAway
{
    internal static double Round(double x) => Math.CopySign(Math.Floor(Math.Abs(x) + 0.5), x);

    internal static Vector512<double> Round(Vector512<double> x) =>
        Vector512.CopySign(Vector512.Floor(Vector512.Abs(x) + Vector512.Create(0.5)), x);
}
