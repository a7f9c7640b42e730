using ScottPlot;
using SkiaSharp;

namespace Research.Framework.Plots;

/// <summary>
/// Finds places for labels beside their points, greedily: each takes the nearest that covers neither an obstacle nor an earlier
/// label, keeps off the points of others, and whose leader line crosses no label.
/// </summary>
internal static class LabelPlacement
{
    private const int Directions = 16;
    private const float NearestDistance = 7;
    private const float Step = 6;
    private const int Steps = 12;
    private const float MarkerRadius = 5;

    /// <summary>Nearer than this to another's point, a label would seem to be that point's.</summary>
    private const float OthersRadius = 11;
    private const int LeaderSamples = 12;

    /// <param name="points">With a marker at each, labelled or not.</param>
    /// <param name="obstacles">What else labels must not cover.</param>
    /// <returns>A rectangle for each label, in order; null where there is no free place.</returns>
    public static IReadOnlyList<SKRect?> Place(IReadOnlyList<(Pixel Point, SKSize Size)> labels, IReadOnlyCollection<Pixel> points, IEnumerable<SKRect> obstacles, SKRect area)
    {
        var taken = points.Select(point => Around(point, MarkerRadius)).Concat(obstacles).ToList();
        var earlier = new List<SKRect>();
        var places = new List<SKRect?>();
        foreach (var (point, size) in labels)
        {
            var others = points.Where(other => Distance(other, point) > MarkerRadius).Select(other => Around(other, OthersRadius)).ToList();
            var place = Candidates(point, size).Where(candidate => area.Contains(candidate)).Cast<SKRect?>().FirstOrDefault(candidate =>
                !taken.Concat(others).Concat(earlier).Any(other => other.IntersectsWith(candidate!.Value)) && !earlier.Any(label => Crosses(point, candidate!.Value, label)));
            places.Add(place);
            if (place is { } found)
            {
                earlier.Add(found);
            }
        }

        return places;
    }

    /// <summary>Where the line from a point to its label ends.</summary>
    public static Pixel LeaderEnd(Pixel point, SKRect label) => new(Math.Clamp(point.X, label.Left, label.Right), Math.Clamp(point.Y, label.Top, label.Bottom));

    public static SKRect Around(Pixel point, float radius) => new(point.X - radius, point.Y - radius, point.X + radius, point.Y + radius);

    public static float Distance(Pixel a, Pixel b) => MathF.Sqrt(((a.X - b.X) * (a.X - b.X)) + ((a.Y - b.Y) * (a.Y - b.Y)));

    private static bool Crosses(Pixel point, SKRect place, SKRect label)
    {
        var end = LeaderEnd(point, place);
        return Enumerable.Range(1, LeaderSamples).Select(i => i / (float)LeaderSamples).Any(part => label.Contains(point.X + (part * (end.X - point.X)), point.Y + (part * (end.Y - point.Y))));
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
