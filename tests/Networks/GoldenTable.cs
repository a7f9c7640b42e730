namespace Research.Tests.Networks;

/// <summary>The rows of a CSV file in <c>tests/golden</c>, without its header.</summary>
internal static class GoldenTable
{
    internal static IEnumerable<string[]> Rows(string file) =>
        File.ReadLines(Path.Combine(AppContext.BaseDirectory, "golden", file)).Skip(1).Select(line => line.Split(','));
}
