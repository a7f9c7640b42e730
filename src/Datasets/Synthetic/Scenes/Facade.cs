namespace Research.Datasets.Synthetic.Scenes;

/// <summary>A building in perspective under a sky: brick or plaster, rows of windows with frames, sills and blinds.</summary>
internal static class Facade
{
    /// <summary>Brick, sandstone, concrete, lime, slate.</summary>
    private static readonly Colour[] Walls = [new(166, 94, 76), new(196, 160, 112), new(150, 150, 146), new(208, 196, 172), new(112, 106, 104)];

    public static Scene Create(Random random, int width, int height)
    {
        var noise = new Noise(random);
        var sky = Colour.Mix(new Colour(140, 180, 225), new Colour(205, 208, 212), random.NextDouble());
        var wall = Walls[random.Next(Walls.Length)] + Colour.Draw(random, -15, 15, 12);
        var window = new Window(random, noise, wall);
        var slope = (0.25 + (0.3 * random.NextDouble())) * (random.Next(2) == 0 ? -1 : 1);
        var (horizon, roof) = (height * (0.6 + (0.3 * random.NextDouble())), height * (0.05 + (0.2 * random.NextDouble())));
        var bricks = random.Next(3) > 0;
        var (pitch, storey) = (24 + (16 * random.NextDouble()), 34 + (16 * random.NextDouble()));
        return (x, y) =>
        {
            // Lines towards the horizon meet at a vanishing point beyond the left or right border.
            var depth = 1 / (1 - (slope * ((x / width) - 0.5)));
            var (across, down) = ((x - (0.5 * width)) * depth, horizon + ((y - horizon) * depth) - roof);
            if (down < 0)
            {
                return sky.Shift(40 * noise.Fractal(x / 90, y / 45, 5)).Shift(-25 * y / height);
            }

            if (down < 6)
            {
                return wall.Shift(down < 4 ? 35 : -45);
            }

            var (column, row) = ((int)Math.Floor(across / pitch), (int)Math.Floor((down - 6) / storey));
            var (u, v) = ((across / pitch) - column, ((down - 6) / storey) - row);
            return window.At(u, v, column, row) ?? Wall(across, down);
        };

        Colour Wall(double across, double down)
        {
            var shade = 14 * noise.Fractal(across / 30, down / 30, 5);
            if (!bricks)
            {
                return wall.Shift(shade);
            }

            var course = (int)Math.Floor(down / 4.5);
            var along = (across / 11) + (0.5 * (course & 1));
            var brick = (int)Math.Floor(along);
            var mortar = along - brick < 0.1 || (down / 4.5) - course < 0.22;
            return mortar ? wall.Shift(shade + 34) : wall.Shift(shade + (26 * (noise.Cell(brick, course) - 0.5)));
        }
    }

    /// <summary>One window a cell, all of the same make; what is behind the glass differs.</summary>
    private sealed class Window(Random random, Noise noise, Colour wall)
    {
        private readonly double _side = 0.16 + (0.12 * random.NextDouble());
        private readonly double _top = 0.16 + (0.1 * random.NextDouble());
        private readonly Colour _frame = Colour.Draw(random, 190, 240, 10);
        private readonly Colour _glass = Colour.Draw(random, 35, 80, 20);
        private readonly int _panes = random.Next(1, 4);

        /// <summary>Null beside the window; positions of 0 to 1 within the cell.</summary>
        public Colour? At(double u, double v, int column, int row)
        {
            var (x, y) = ((u - _side) / (1 - (2 * _side)), (v - _top) / (0.84 - _top));
            if (y is > 1 and < 1.1 && x is > -0.1 and < 1.1)
            {
                return y < 1.06 ? _frame : wall.Shift(-50);
            }

            if (x is < 0 or > 1 || y is < 0 or > 1)
            {
                return null;
            }

            var pane = (x * _panes) - Math.Floor(x * _panes);
            if (x is < 0.07 or > 0.93 || y is < 0.05 or > 0.95 || pane < 0.06 * _panes || Math.Abs(y - 0.35) < 0.03)
            {
                return _frame;
            }

            var kind = noise.Cell(column, row);
            var blind = kind > 0.7 && y < kind;
            var slat = (y * 14) - Math.Floor(y * 14);
            return blind ? _frame.Shift(slat < 0.4 ? -70 : -15) : _glass.Shift((70 * kind * (1 - y)) + (kind < 0.1 ? 120 : 0));
        }
    }
}
