using Research.Framework.Runtime;

namespace Research.Framework.Methods;

/// <summary>The methods that the program knows, by id.</summary>
public sealed class MethodCatalog
{
    private readonly Dictionary<string, IQuantizationMethod> _methods = new(StringComparer.Ordinal);

    public IEnumerable<IQuantizationMethod> Methods => _methods.Values;

    public MethodCatalog Register(IQuantizationMethod method)
    {
        _methods.Add(method.Info.Id, method);
        return this;
    }

    public IQuantizationMethod Find(string id) =>
        _methods.GetValueOrDefault(id) ?? throw new ResearchException($"There is no method '{id}'.{Nearest.Hint(id, _methods.Keys)}");
}
