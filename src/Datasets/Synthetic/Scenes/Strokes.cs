namespace Research.Datasets.Synthetic.Scenes;

/// <summary>A page of made-up letters in lines of several sizes: thin strokes, corners and bows, as in printed text.</summary>
internal static class Strokes
{
    private const double Margin = 9;
    private const double LineGap = 1.45;

    private static readonly double[] Sizes = [8, 10, 12, 15, 20, 28];

    public static Scene DarkOnLight(Random random, int width, int height) => Create(random, width, height, inkIsDark: true);

    public static Scene LightOnDark(Random random, int width, int height) => Create(random, width, height, inkIsDark: false);

    private static Scene Create(Random random, int width, int height, bool inkIsDark)
    {
        var alphabet = Enumerable.Range(0, 18).Select(_ => new Letter(random)).ToArray();
        var lines = Lines(random, alphabet, width, height);
        var dark = Colour.Draw(random, 15, 60, 30);
        var light = Colour.Draw(random, 205, 240, 14);
        var (ink, paper) = inkIsDark ? (dark, light) : (light, dark);
        var grain = new Noise(random);
        return (x, y) =>
        {
            var surface = 5 * grain.Fractal(x / 20, y / 20, 5);
            var inked = Array.Exists(lines, line => y >= line.Top && y < line.Top + line.Size && line.IsInk(x, y));
            return (inked ? ink : paper).Shift(surface);
        };
    }

    private static Line[] Lines(Random random, Letter[] alphabet, int width, int height)
    {
        var lines = new List<Line>();
        for (var top = Margin; ;)
        {
            var size = Sizes[random.Next(Sizes.Length)];
            if (top + size + Margin > height)
            {
                return [.. lines];
            }

            var count = (int)((width - (2 * Margin)) / (size * Letter.Advance));
            lines.Add(new Line(top, size, Words(random, alphabet, count)));
            top += size * LineGap;
        }
    }

    // Null is a space.
    private static Letter?[] Words(Random random, Letter[] alphabet, int count)
    {
        var letters = new Letter?[count];
        var left = random.Next(2, 9);
        for (var i = 0; i < count; i++)
        {
            letters[i] = left == 0 ? null : alphabet[random.Next(alphabet.Length)];
            left = left == 0 ? random.Next(2, 9) : left - 1;
        }

        return letters;
    }

    private sealed record Line(double Top, double Size, Letter?[] Letters)
    {
        public bool IsInk(double x, double y)
        {
            var position = (x - Margin) / (Size * Letter.Advance);
            var index = (int)Math.Floor(position);
            return index >= 0 && index < Letters.Length
                && Letters[index] is { } letter && letter.IsInk((position - index) * Letter.Advance, (y - Top) / Size);
        }
    }
}
