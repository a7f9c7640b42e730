using Research.Framework.Methods;
using Research.Methods.FullPrecision;
using Research.Methods.MinMax;

namespace Research.Methods;

/// <summary>The methods that come with the program. A new one adds a line.</summary>
public static class BuiltInMethods
{
    public static MethodCatalog Create() => new MethodCatalog()
        .Register(new FullPrecisionMethod())
        .Register(new MinMaxMethod());
}
