using TorchSharp;

namespace Research.Framework.Weights;

/// <summary>
/// How one publisher names a network's tensors: a fingerprint that tells it from the others, and an explicit table of names.
/// Tensors are never matched by order or by shape: different networks agree in both.
/// </summary>
/// <param name="Name">E.g. <c>EDSR-PyTorch</c>.</param>
public sealed record NamingScheme(string Name)
{
    /// <summary>Patterns (<c>body.{i}.conv1.weight</c>, <c>*</c> for anything) of which each must fit a name in the file.</summary>
    public IReadOnlyList<string> Present { get; init; } = [];

    /// <summary>Patterns of which none may fit.</summary>
    public IReadOnlyList<string> Absent { get; init; } = [];

    /// <summary>The first rule that fits a name renames it; names without a rule are canonical already.</summary>
    public IReadOnlyList<RenameRule> Rules { get; init; } = [];

    /// <summary>Patterns of names in the file that the network has no use for, e.g. a mean shift that its author never applies.</summary>
    public IReadOnlyList<string> Ignore { get; init; } = [];

    /// <summary>
    /// For files of a network's training form: adds the branches of each block up to one plain convolution. From the file's
    /// tensors to those that <see cref="Rules"/> then rename; runs within a dispose scope.
    /// </summary>
    public Func<IReadOnlyDictionary<string, torch.Tensor>, OrderedDictionary<string, torch.Tensor>>? Merge { get; init; }

    /// <summary>The canonical name of a name in the file.</summary>
    public string Canonical(string name)
    {
        foreach (var rule in Rules)
        {
            if (rule.Apply(name) is { } renamed)
            {
                return renamed;
            }
        }

        return name;
    }

    /// <summary>Whether the fingerprint fits these names.</summary>
    public bool Fits(IReadOnlyCollection<string> names) =>
        Present.All(pattern => names.Any(new KeyPattern(pattern).Fits))
        && !Absent.Any(pattern => names.Any(new KeyPattern(pattern).Fits));
}
