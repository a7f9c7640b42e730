using Research.Framework.Runtime;
using TorchSharp;

namespace Research.Framework.Weights;

/// <summary>
/// Fits a file's tensors to those that a network declares, strictly: every declared tensor is filled once and with its exact
/// shape, every tensor of the file is used or on an explicit list of ignored names.
/// </summary>
public static class WeightsLoader
{
    /// <summary>Of wrappers around a network (DataParallel, mmagic's restorers): at most one is taken off, and only if all names carry it.</summary>
    private static readonly string[] Prefixes = ["module.", "generator.", "model."];

    /// <summary>Chooses the one naming scheme whose fingerprint fits, renames, checks and converts to float32.</summary>
    /// <param name="file">As read; it keeps its tensors and may be disposed afterwards.</param>
    /// <param name="declared">All tensors of the network, with exact shapes.</param>
    /// <param name="schemes">The known publishers' names for this network.</param>
    /// <param name="ignorePatterns">Names in the file that this network may leave unused, e.g. <c>upsample.up{s}.*</c> of other scales. A declared tensor is never ignored.</param>
    /// <param name="meanShift">Where the network subtracts a mean colour: checked against the values in the file.</param>
    /// <exception cref="ResearchException">No scheme fits, or several; missing, unexpected, mis-shaped tensors (all listed); values that are not finite or not floating point.</exception>
    public static LoadedWeights Match(
        StateDict file,
        IReadOnlyList<TensorSpec> declared,
        IReadOnlyList<NamingScheme> schemes,
        IReadOnlyList<string> ignorePatterns,
        MeanShift? meanShift = null)
    {
        var prefix = Prefixes.FirstOrDefault(candidate => file.Tensors.Keys.All(name => name.StartsWith(candidate, StringComparison.Ordinal))) ?? string.Empty;
        using var scope = torch.NewDisposeScope();
        var content = new OrderedDictionary<string, torch.Tensor>(StringComparer.Ordinal);
        foreach (var (name, tensor) in file.Tensors)
        {
            content.Add(name[prefix.Length..], tensor);
        }

        var notes = new List<string>(file.Notes);
        var scheme = Fitting(file.Path, content.Keys, schemes);
        if (scheme?.Merge is { } merge)
        {
            content = Merged(file.Path, merge, content);
            notes.Add("the branches of the training form were merged to plain convolutions");
        }

        var match = Choose(file.Path, content, declared, schemes, scheme, ignorePatterns);
        if (prefix.Length > 0)
        {
            notes.Add($"the prefix '{prefix}' of all names was taken off");
        }

        if (match.Ignored.Count > 0)
        {
            notes.Add($"{match.Ignored.Count} tensors were not used: {string.Join(", ", match.Ignored)}");
        }

        var tensors = new Dictionary<string, torch.Tensor>(StringComparer.Ordinal);
        var loaded = new LoadedWeights(file, match.Scheme.Name, tensors, notes);
        try
        {
            foreach (var spec in declared.Where(spec => match.Sources.ContainsKey(spec.Name)))
            {
                var name = match.Sources[spec.Name];
                tensors.Add(spec.Name, Float32(file.Path, prefix + name, content[name]));
            }

            if (scheme?.Merge is null)
            {
                AddConversions(content, match, notes);
            }

            meanShift?.Check(file.Path, tensors);
            return loaded;
        }
        catch
        {
            loaded.Dispose();
            throw;
        }
    }

    private static NamingScheme? Fitting(string path, IReadOnlyCollection<string> names, IReadOnlyList<NamingScheme> schemes)
    {
        var fitting = schemes.Where(scheme => scheme.Fits(names)).ToList();
        if (fitting.Count > 1)
        {
            throw new ResearchException($"{path}: the names fit several schemes at once ({Names(fitting)}); which one is meant cannot be told.");
        }

        return fitting.FirstOrDefault();
    }

    private static OrderedDictionary<string, torch.Tensor> Merged(
        string path,
        Func<IReadOnlyDictionary<string, torch.Tensor>, OrderedDictionary<string, torch.Tensor>> merge,
        OrderedDictionary<string, torch.Tensor> content)
    {
        try
        {
            return merge(content);
        }
        catch (System.Runtime.InteropServices.ExternalException error)
        {
            throw new ResearchException($"{path}: the branches of the training form do not fit each other, so they cannot be merged: {error.Message.Split('\n')[0]}", error);
        }
    }

    private static SchemeMatch Choose(
        string path,
        OrderedDictionary<string, torch.Tensor> content,
        IReadOnlyList<TensorSpec> declared,
        IReadOnlyList<NamingScheme> schemes,
        NamingScheme? fitting,
        IReadOnlyList<string> ignorePatterns)
    {
        var shapes = content.ToDictionary(entry => entry.Key, entry => entry.Value.shape, StringComparer.Ordinal);
        var matches = schemes.Select(scheme => new SchemeMatch(scheme, shapes, declared, ignorePatterns)).ToList();
        var nearest = matches.MinBy(match => match.Faults)
            ?? throw new ArgumentException("a network needs at least one naming scheme", nameof(schemes));
        if (fitting is null)
        {
            throw new ResearchException(
                $"{path}: the tensors' names fit none of the known schemes ({Names(schemes)}): these are weights of another network, or of an unknown publisher. " +
                $"Nearest: {nearest.Scheme.Name} ({nearest.Describe()}). First names in the file: {string.Join(", ", content.Keys.Take(4))}.");
        }

        var chosen = matches.Single(match => match.Scheme == fitting);
        if (chosen.Faults > 0)
        {
            var other = nearest.Faults < chosen.Faults ? $" The scheme {nearest.Scheme.Name} would be nearer ({nearest.Describe()})." : string.Empty;
            throw new ResearchException($"{path}: the tensors do not fit the network. By the naming scheme {chosen.Scheme.Name}: {chosen.Describe()}.{other}");
        }

        return chosen;
    }

    private static torch.Tensor Float32(string path, string name, torch.Tensor tensor)
    {
        if (ElementType.Of(tensor.dtype) is not { IsFloat: true })
        {
            throw new ResearchException($"{path}: tensor '{name}' is {tensor.dtype}; weights are float32, float64, float16 or bfloat16.");
        }

        // After the conversion: a large double is infinite as a float.
        var converted = (tensor.dtype == torch.ScalarType.Float32 ? tensor.alias() : tensor.to_type(torch.ScalarType.Float32)).DetachFromDisposeScope();
        if (!ElementType.IsFinite(converted))
        {
            converted.Dispose();
            throw new ResearchException($"{path}: tensor '{name}' holds values that are not finite in float32.");
        }

        return converted;
    }

    private static void AddConversions(OrderedDictionary<string, torch.Tensor> content, SchemeMatch match, List<string> notes)
    {
        var converted = match.Sources.Values.Select(name => content[name].dtype)
            .Where(type => type != torch.ScalarType.Float32)
            .GroupBy(type => type)
            .OrderBy(group => group.Key);
        notes.AddRange(converted.Select(group => $"{group.Count()} tensors were converted from {group.Key} to float32"));
    }

    private static string Names(IEnumerable<NamingScheme> schemes) => string.Join(", ", schemes.Select(scheme => scheme.Name));
}
