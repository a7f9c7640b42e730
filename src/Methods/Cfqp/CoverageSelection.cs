using Research.Framework.Quantization;

namespace Research.Methods.Cfqp;

/// <summary>Chooses few images that give every inner tensor nearly the range that all images give it.</summary>
/// <remarks>cov_t(S) = width of the union of S in tensor t / width of the union of all. Greedy: the image that raises min_t cov_t most, ties by the mean over t, then the first.</remarks>
internal static class CoverageSelection
{
    /// <param name="ranges">Per image, by tensor.</param>
    /// <param name="enough">min_t cov_t at which to stop.</param>
    /// <returns>Indices, in the order of choice.</returns>
    internal static IReadOnlyList<int> Select(IReadOnlyList<IReadOnlyDictionary<string, ValueRange>> ranges, IReadOnlyCollection<string> tensors, int most, double enough)
    {
        var chosen = new List<int>();
        while (chosen.Count < Math.Min(most, ranges.Count) && (chosen.Count == 0 || Coverage(ranges, chosen, tensors).Min() < enough))
        {
            chosen.Add(Enumerable.Range(0, ranges.Count).Except(chosen)
                .Select(i => (Index: i, Coverage: Coverage(ranges, chosen.Append(i), tensors)))
                .MaxBy(next => (next.Coverage.Min(), next.Coverage.Average(), -next.Index)).Index);
        }

        return chosen;
    }

    /// <summary>cov_t of a selection, in the order of <paramref name="tensors"/>.</summary>
    internal static IReadOnlyList<double> Coverage(IReadOnlyList<IReadOnlyDictionary<string, ValueRange>> ranges, IEnumerable<int> chosen, IReadOnlyCollection<string> tensors)
    {
        var images = chosen.ToList();
        return [.. tensors.Select(tensor => Width(ranges, tensor) is var all and > 0 ? Width([.. images.Select(i => ranges[i])], tensor) / all : 1)];
    }

    private static double Width(IReadOnlyList<IReadOnlyDictionary<string, ValueRange>> ranges, string tensor) =>
        ranges.Max(image => image[tensor].High) - ranges.Min(image => image[tensor].Low);
}
