namespace Research.Datasets.Synthetic.Scenes;

/// <summary>A made-up letter of two to four strokes in a box of height 1 and width <see cref="Width"/>.</summary>
internal sealed class Letter
{
    /// <summary>From one letter to the next, in heights.</summary>
    public const double Advance = 0.66;

    private const double Width = 0.56;
    private const double HalfStroke = 0.055;

    private readonly Stroke[] _strokes;

    public Letter(Random random) =>
        _strokes = [.. Enumerable.Range(0, random.Next(2, 5)).Select(i => i == 0 ? Stroke.Stem(random) : random.Next(5) < 2 ? Stroke.Bow(random) : Stroke.Bar(random))];

    public bool IsInk(double x, double y)
    {
        foreach (var stroke in _strokes)
        {
            if (stroke.Distance(x, y) < HalfStroke)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>A straight line from (X, Y) by (DX, DY), or with a radius a half circle about (X, Y) on the side of DX.</summary>
    private readonly record struct Stroke(double X, double Y, double DX, double DY, double Radius)
    {
        public static Stroke Stem(Random random) => new(Node(random.Next(3)), Row(random.Next(2)), 0, Row(2) - Row(random.Next(2)), 0);

        public static Stroke Bow(Random random) => new(Node(1), random.Next(2) == 0 ? 0.3 : 0.7, random.Next(2) == 0 ? -1 : 1, 0, 0.22);

        public static Stroke Bar(Random random)
        {
            var (fromX, fromY) = (Node(random.Next(3)), Row(random.Next(3)));
            var (toX, toY) = (Node(random.Next(3)), Row(random.Next(3)));
            return new Stroke(fromX, fromY, toX - fromX, toY - fromY, 0);
        }

        public double Distance(double x, double y)
        {
            var (dx, dy) = (x - X, y - Y);
            if (Radius > 0)
            {
                return dx * DX >= 0 ? Math.Abs(Math.Sqrt((dx * dx) + (dy * dy)) - Radius) : double.PositiveInfinity;
            }

            var square = (DX * DX) + (DY * DY);
            var along = square == 0 ? 0 : Math.Clamp(((dx * DX) + (dy * DY)) / square, 0, 1);
            var (ex, ey) = (dx - (along * DX), dy - (along * DY));
            return Math.Sqrt((ex * ex) + (ey * ey));
        }

        private static double Node(int column) => 0.06 + (column * (Width - 0.12) / 2);

        private static double Row(int row) => 0.08 + (row * 0.42);
    }
}
