using ScottPlot;
using SkiaSharp;

namespace Research.Framework.Plots;

/// <summary>Finds places for labels beside their points, greedily: each takes the nearest that covers neither an obstacle nor an earlier label.</summary>
internal static class LabelPlacement
{
    private const int Directions = 16;
    private const float NearestDistance = 7;
    private const float Step = 6;
    private const int Steps = 12;

    /// <returns>A rectangle for each label, in order; null where there is no free place.</returns>
    public static IReadOnlyList<SKRect?> Place(IReadOnlyList<(Pixel Point, SKSize Size)> labels, IEnumerable<SKRect> obstacles, SKRect area)
    {
        var taken = obstacles.ToList();
        var places = new List<SKRect?>();
        foreach (var (point, size) in labels)
        {
            var place = Candidates(point, size).Cast<SKRect?>().FirstOrDefault(candidate => area.Contains(candidate!.Value) && !taken.Any(other => other.IntersectsWith(candidate.Value)));
            places.Add(place);
            if (place is { } found)
            {
                taken.Add(found);
            }
        }

        return places;
    }

    /// <summary>Rings around the point, from above to the right and on, with the label's near edge on the ring.</summary>
    private static IEnumerable<SKRect> Candidates(Pixel point, SKSize size) =>
        from step in Enumerable.Range(0, Steps)
        from direction in Enumerable.Range(0, Directions)
        let angle = MathF.Tau * direction / Directions
        let x = point.X + (MathF.Sin(angle) * (NearestDistance + (step * Step) + (size.Width / 2)))
        let y = point.Y - (MathF.Cos(angle) * (NearestDistance + (step * Step) + (size.Height / 2)))
        select SKRect.Create(x - (size.Width / 2), y - (size.Height / 2), size.Width, size.Height);
}
