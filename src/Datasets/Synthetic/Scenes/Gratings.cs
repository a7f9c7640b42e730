namespace Research.Datasets.Synthetic.Scenes;

/// <summary>A test chart: sine and square gratings of periods from 2.5 to 22 pixels, and one zone plate, which sweeps them all.</summary>
internal static class Gratings
{
    private const int Columns = 4;
    private const int Rows = 4;
    private const double Gap = 3;

    private static readonly double[] Periods = [2.5, 3, 3.6, 4.4, 5.5, 7, 9, 12, 16, 22];

    private static readonly Colour Paper = new(118, 118, 118);

    public static Scene Create(Random random, int width, int height)
    {
        var patches = Enumerable.Range(0, Columns * Rows).Select(_ => new Patch(random)).ToArray();
        var (cellWidth, cellHeight) = ((double)width / Columns, (double)height / Rows);
        var (plateColumn, plateRow) = (random.Next(Columns - 1), random.Next(Rows - 1));
        var sweep = 0.4 / (2 * cellWidth);
        return (x, y) =>
        {
            var (column, row) = (Math.Min((int)(x / cellWidth), Columns - 1), Math.Min((int)(y / cellHeight), Rows - 1));
            if (column - plateColumn is 0 or 1 && row - plateRow is 0 or 1)
            {
                var (dx, dy) = (x - ((plateColumn + 1) * cellWidth), y - ((plateRow + 1) * cellHeight));
                return Paper.Shift(105 * Sine.CosineOfTurns(sweep * ((dx * dx) + (dy * dy))));
            }

            var (u, v) = (x - (column * cellWidth), y - (row * cellHeight));
            var outside = u < Gap || v < Gap || u > cellWidth - Gap || v > cellHeight - Gap;
            return outside ? Paper : patches[(row * Columns) + column].At(u, v);
        };
    }

    private sealed class Patch
    {
        private readonly Colour _a;
        private readonly Colour _b;
        private readonly double _frequencyX;
        private readonly double _frequencyY;
        private readonly bool _square;

        public Patch(Random random)
        {
            (_a, _b) = (Colour.Draw(random, 20, 110, 25), Colour.Draw(random, 140, 235, 25));
            var (frequency, turn) = (1 / Periods[random.Next(Periods.Length)], random.NextDouble() / 2);
            (_frequencyX, _frequencyY) = (frequency * Sine.CosineOfTurns(turn), frequency * Sine.OfTurns(turn));
            _square = random.Next(3) == 0;
        }

        public Colour At(double x, double y)
        {
            var wave = Sine.OfTurns((_frequencyX * x) + (_frequencyY * y));
            return Colour.Mix(_a, _b, _square ? (wave > 0 ? 1 : 0) : 0.5 + (0.5 * wave));
        }
    }
}
