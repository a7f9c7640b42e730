using System.Globalization;
using ScottPlot;
using ScottPlot.TickGenerators;

namespace Research.Framework.Plots;

/// <summary>The library's ticks, all labels with as many decimals as their step needs, at least one.</summary>
internal sealed class EvenTicks : ITickGenerator
{
    private const int MostDecimals = 6;
    private const double Rounding = 1e-6;

    private readonly NumericAutomatic _inner = new();

    public Tick[] Ticks { get; set; } = [];

    public int MaxTickCount { get => _inner.MaxTickCount; set => _inner.MaxTickCount = value; }

    public void Regenerate(CoordinateRange range, Edge edge, PixelLength size, Paint paint, LabelStyle labelStyle)
    {
        _inner.Regenerate(range, edge, size, paint, labelStyle);
        var places = _inner.Ticks.Where(tick => tick.IsMajor).Select(tick => tick.Position).Order().ToList();
        var step = places.Zip(places.Skip(1), (low, high) => high - low).DefaultIfEmpty(1).Min();
        var decimals = Enumerable.Range(1, MostDecimals).FirstOrDefault(count => IsWhole(step * Math.Pow(10, count)), MostDecimals);
        Ticks = [.. _inner.Ticks.Select(tick => tick.IsMajor ? new Tick(tick.Position, tick.Position.ToString($"F{decimals}", CultureInfo.InvariantCulture)) : tick)];
    }

    private static bool IsWhole(double value) => value > Rounding && Math.Abs(value - Math.Round(value)) < Rounding * Math.Max(1, value);
}
