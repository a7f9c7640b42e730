using System.Collections.Immutable;

namespace Research.Framework.Training;

/// <summary>Trained weights that a training starts from: every tensor of the new network has the value of the one of its name.</summary>
/// <param name="From">Id of weights, or a file of this program.</param>
/// <param name="Rename">Beginnings of the old names, by dots, to those of the new network: <c>body.8</c> to <c>body.16</c>.</param>
/// <param name="Identity">Beginnings of the names of residual blocks that the old network does not have: their last convolution is zero, so that they change nothing yet.</param>
/// <param name="Except">Beginnings of names, of both networks, that are not taken over: the up-sampler of another scale.</param>
public sealed record TrainingStart(string From, ImmutableSortedDictionary<string, string> Rename, ImmutableArray<string> Identity, ImmutableArray<string> Except)
{
    internal static bool IsBelow(string name, string beginning) => name == beginning || name.StartsWith($"{beginning}.", StringComparison.Ordinal);

    /// <summary>The new network's name of a tensor of the old one.</summary>
    internal string NameOf(string old) =>
        Rename.Where(rule => IsBelow(old, rule.Key)).OrderByDescending(rule => rule.Key.Length).Select(rule => string.Concat(rule.Value, old.AsSpan(rule.Key.Length))).FirstOrDefault(old);
}
