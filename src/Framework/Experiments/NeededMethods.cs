using System.Collections.Immutable;
using Research.Framework.Methods;
using Research.Framework.Runtime;

namespace Research.Framework.Experiments;

/// <summary>Finds the methods that a method needs, and those that these need.</summary>
internal static class NeededMethods
{
    private const int MaxDepth = 8;

    /// <exception cref="ResearchException">A method that does not exist, options that it does not have, or methods that need each other in a circle.</exception>
    public static MethodChoice Resolve(MethodChoice choice, MethodCatalog methods) => Resolve(choice, methods, []);

    private static MethodChoice Resolve(MethodChoice choice, MethodCatalog methods, ImmutableList<string> dependants)
    {
        var chain = dependants.Add(choice.Identity.ToString());
        if (dependants.Contains(chain[^1]) || chain.Count > MaxDepth)
        {
            throw new ResearchException($"methods need each other in a circle, or in a chain longer than {MaxDepth}: {string.Join(" -> ", chain)}");
        }

        var needs = choice.Method.Info.Needs(choice.Options).Select(need => new NeededMethod(need.Part, Resolve(Find(need, choice, methods), methods, chain)));
        return choice with { Needs = [.. needs] };
    }

    private static MethodChoice Find(MethodNeed need, MethodChoice dependant, MethodCatalog methods)
    {
        try
        {
            return MethodIdentity.Parse(need.Identity).Choose(methods);
        }
        catch (ResearchException problem)
        {
            throw new ResearchException($"'{dependant.Identity}' needs '{need.Identity}' as {need.Part}: {problem.Message}", problem);
        }
    }
}
