namespace Research.Datasets.Synthetic.Scenes;

/// <summary>Two natural materials of 1/f texture side by side, one of them stretched into fibres.</summary>
internal static class Texture
{
    public static Scene Create(Random random, int width, int height)
    {
        var (border, rough, fibres) = (new Noise(random), new Noise(random), new Noise(random));
        var (stone, wood) = (Colour.Draw(random, 70, 180, 30), Colour.Draw(random, 60, 150, 40));
        var turn = random.NextDouble();
        var (cosine, sine) = (Sine.CosineOfTurns(turn), Sine.OfTurns(turn));
        var (coarse, fine) = (18 + (30 * random.NextDouble()), 5 + (5 * random.NextDouble()));
        return (x, y) =>
        {
            if (border.Fractal(x / width * 2.2, y / height * 2.2, 4) > 0)
            {
                var grain = rough.Fractal(x / coarse, y / coarse, 6);
                return stone.Shift(95 * grain) + (new Colour(18, 4, -16) * border.At(x / 40, y / 40));
            }

            var along = ((x * cosine) + (y * sine)) / (6 * fine);
            var across = (((y * cosine) - (x * sine)) / fine) + (0.8 * border.At(x / 30, y / 30));
            return wood.Shift(70 * fibres.Fractal(along, across, 4)) + (new Colour(20, 10, -5) * fibres.At(along / 3, across / 9));
        };
    }
}
