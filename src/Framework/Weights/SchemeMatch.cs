namespace Research.Framework.Weights;

/// <summary>What remains open when one naming scheme is applied to a file's names.</summary>
internal sealed class SchemeMatch
{
    /// <summary>Not for any network: PyTorch counts batches beside every batch norm.</summary>
    private const string BatchCounter = "*num_batches_tracked";

    private const int Shown = 8;

    public SchemeMatch(NamingScheme scheme, IReadOnlyDictionary<string, long[]> file, IReadOnlyList<TensorSpec> declared, IReadOnlyList<string> ignorePatterns)
    {
        Scheme = scheme;
        var specs = declared.ToDictionary(spec => spec.Name, StringComparer.Ordinal);
        KeyPattern[] ignore = [.. new[] { BatchCounter }.Concat(ignorePatterns).Concat(scheme.Ignore).Select(pattern => new KeyPattern(pattern))];
        foreach (var (name, shape) in file)
        {
            var canonical = scheme.Canonical(name);
            if (!specs.TryGetValue(canonical, out var spec))
            {
                (Array.Exists(ignore, pattern => pattern.Fits(name)) ? Ignored : Unexpected).Add(name);
            }
            else if (!Sources.TryAdd(canonical, name))
            {
                Twice.Add($"{canonical} (from '{Sources[canonical]}' and '{name}')");
            }
            else if (!spec.Shape.AsSpan().SequenceEqual(shape))
            {
                MisShaped.Add($"{canonical} [{string.Join(", ", shape)}] instead of [{string.Join(", ", spec.Shape)}]");
            }
        }

        Missing = [.. declared.Where(spec => !spec.Optional && !Sources.ContainsKey(spec.Name)).Select(spec => spec.Name)];
    }

    public NamingScheme Scheme { get; }

    /// <summary>Name in the file by canonical name.</summary>
    public Dictionary<string, string> Sources { get; } = new(StringComparer.Ordinal);

    public List<string> Ignored { get; } = [];

    public List<string> Missing { get; }

    private List<string> Unexpected { get; } = [];

    private List<string> MisShaped { get; } = [];

    private List<string> Twice { get; } = [];

    public int Faults => Missing.Count + Unexpected.Count + MisShaped.Count + Twice.Count;

    public string Describe()
    {
        var parts = new[]
        {
            Part("missing", Missing), Part("unexpected", Unexpected), Part("of another shape", MisShaped), Part("filled twice", Twice),
        };
        return string.Join("; ", parts.Where(part => part.Length > 0));
    }

    private static string Part(string what, List<string> names) => names.Count switch
    {
        0 => string.Empty,
        > Shown => $"{names.Count} {what}: {string.Join(", ", names.Take(Shown))}, ...",
        _ => $"{names.Count} {what}: {string.Join(", ", names)}",
    };
}
