namespace Research.Datasets.Synthetic.Scenes;

/// <summary>Overlapping shapes of every orientation and contrast, shaded a little.</summary>
internal static class Edges
{
    public static Scene Create(Random random, int width, int height)
    {
        var background = new Fill(random, width);
        var shapes = Enumerable.Range(0, 16).Select(i => new Shape(random, width, height, size: 0.34 - (0.017 * i))).Reverse().ToArray();
        return (x, y) =>
        {
            foreach (var shape in shapes)
            {
                if (shape.Contains(x, y))
                {
                    return shape.Fill.At(x, y);
                }
            }

            return background.At(x, y);
        };
    }

    /// <summary>A colour that changes slowly along a line.</summary>
    private sealed class Fill(Random random, int length)
    {
        private readonly Colour _from = Colour.Draw(random, 15, 240);
        private readonly double _change = 60 * (random.NextDouble() - 0.5);
        private readonly double _x = Sine.OfTurns(random.NextDouble());
        private readonly double _y = Sine.OfTurns(random.NextDouble());

        public Colour At(double x, double y) => _from.Shift(_change * ((_x * x) + (_y * y)) / length);
    }

    /// <summary>An ellipse, a ring, or a regular polygon, turned and stretched.</summary>
    private sealed class Shape
    {
        private readonly double _x;
        private readonly double _y;
        private readonly double _cosine;
        private readonly double _sine;
        private readonly double _radiusX;
        private readonly double _radiusY;
        private readonly double _hole;
        private readonly (double X, double Y)[] _normals;
        private readonly double _apothem;

        public Shape(Random random, int width, int height, double size)
        {
            Fill = new Fill(random, width);
            (_x, _y) = (width * random.NextDouble(), height * random.NextDouble());
            var turn = random.NextDouble();
            (_cosine, _sine) = (Sine.CosineOfTurns(turn), Sine.OfTurns(turn));
            _radiusX = width * size * (0.5 + random.NextDouble());
            _radiusY = _radiusX * (0.25 + (0.75 * random.NextDouble()));
            var corners = random.Next(2, 7);
            _hole = corners == 2 && random.Next(2) == 0 ? 0.6 : 0;
            _normals = corners == 2 ? [] : [.. Enumerable.Range(0, corners).Select(i => (Sine.CosineOfTurns((double)i / corners), Sine.OfTurns((double)i / corners)))];
            _apothem = Sine.CosineOfTurns(0.5 / corners);
        }

        public Fill Fill { get; }

        public bool Contains(double x, double y)
        {
            var (dx, dy) = (x - _x, y - _y);
            var u = ((dx * _cosine) + (dy * _sine)) / _radiusX;
            var v = ((dy * _cosine) - (dx * _sine)) / _radiusY;
            var distance = (u * u) + (v * v);
            if (distance > 1 || distance < _hole)
            {
                return false;
            }

            foreach (var (nx, ny) in _normals)
            {
                if ((u * nx) + (v * ny) > _apothem)
                {
                    return false;
                }
            }

            return true;
        }
    }
}
