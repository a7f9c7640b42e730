namespace Research.Datasets.Synthetic;

/// <summary>Gradient noise on a lattice (Perlin 2002), a function of position and seed alone.</summary>
internal sealed class Noise(uint seed)
{
    private const double Diagonal = 0.70710678118654752;

    private static readonly (double X, double Y)[] Directions =
    [
        (1, 0), (-1, 0), (0, 1), (0, -1), (Diagonal, Diagonal), (-Diagonal, Diagonal), (Diagonal, -Diagonal), (-Diagonal, -Diagonal),
    ];

    public Noise(Random random)
        : this((uint)random.Next())
    {
    }

    /// <summary>Smooth, about -0.7 to 0.7, one feature a unit.</summary>
    public double At(double x, double y)
    {
        var (left, top) = ((int)Math.Floor(x), (int)Math.Floor(y));
        var (dx, dy) = (x - left, y - top);
        var (u, v) = (Fade(dx), Fade(dy));
        var upper = Mix(Corner(left, top, dx, dy), Corner(left + 1, top, dx - 1, dy), u);
        var lower = Mix(Corner(left, top + 1, dx, dy - 1), Corner(left + 1, top + 1, dx - 1, dy - 1), u);
        return Mix(upper, lower, v);
    }

    /// <summary>Octaves of half the size and half the amplitude each: an amplitude spectrum of about 1/f, as natural images have.</summary>
    public double Fractal(double x, double y, int octaves)
    {
        var (sum, amplitude) = (0.0, 1.0);
        for (var octave = 0; octave < octaves; octave++)
        {
            sum += amplitude * At(x + (17.3 * octave), y - (9.1 * octave));
            (x, y, amplitude) = (2 * x, 2 * y, amplitude / 2);
        }

        return sum;
    }

    /// <summary>A fixed draw of 0 to 1 for a cell of the lattice.</summary>
    public double Cell(int x, int y) => Hash(x, y) / 4294967296.0;

    private static double Fade(double t) => t * t * t * ((t * ((6 * t) - 15)) + 10);

    private static double Mix(double a, double b, double share) => a + (share * (b - a));

    private double Corner(int x, int y, double dx, double dy)
    {
        var direction = Directions[Hash(x, y) & 7];
        return (direction.X * dx) + (direction.Y * dy);
    }

    private uint Hash(int x, int y)
    {
        unchecked
        {
            var h = seed ^ ((uint)x * 0x9E3779B1u) ^ ((uint)y * 0x85EBCA77u);
            h = (h ^ (h >> 15)) * 0x2C1B3C6Du;
            h = (h ^ (h >> 12)) * 0x297A2D39u;
            return h ^ (h >> 15);
        }
    }
}
