namespace Research.Datasets.Synthetic;

/// <summary>A colour in samples of 0 to 255, not yet rounded.</summary>
internal readonly record struct Colour(double R, double G, double B)
{
    public static Colour operator +(Colour a, Colour b) => new(a.R + b.R, a.G + b.G, a.B + b.B);

    public static Colour operator *(Colour a, double factor) => new(a.R * factor, a.G * factor, a.B * factor);

    public static Colour Mix(Colour a, Colour b, double share) => (a * (1 - share)) + (b * share);

    /// <summary>Brighter or darker by <paramref name="amount"/> in every channel.</summary>
    public Colour Shift(double amount) => new(R + amount, G + amount, B + amount);

    /// <summary>Of a brightness within the range and moderate saturation, as most surfaces are.</summary>
    public static Colour Draw(Random random, double darkest = 30, double brightest = 225, double saturation = 45)
    {
        var brightness = darkest + ((brightest - darkest) * random.NextDouble());
        double Channel() => brightness + (saturation * ((2 * random.NextDouble()) - 1));
        return new Colour(Channel(), Channel(), Channel());
    }
}
