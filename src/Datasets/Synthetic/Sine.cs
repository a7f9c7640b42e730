namespace Research.Datasets.Synthetic;

/// <summary>Sine by a polynomial: additions and multiplications give the same bits on every machine, which the system's sine does not promise.</summary>
internal static class Sine
{
    /// <summary>sin(2 pi turns), within 4e-6 (Taylor series to the ninth power on a quarter turn).</summary>
    public static double OfTurns(double turns)
    {
        var t = turns - Math.Floor(turns + 0.5);
        t = t > 0.25 ? 0.5 - t : t < -0.25 ? -0.5 - t : t;
        var x = 2 * Math.PI * t;
        var x2 = x * x;
        return x * (1 - (x2 / 6 * (1 - (x2 / 20 * (1 - (x2 / 42 * (1 - (x2 / 72))))))));
    }

    public static double CosineOfTurns(double turns) => OfTurns(turns + 0.25);
}
