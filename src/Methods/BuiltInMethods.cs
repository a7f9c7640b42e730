using Research.Framework.Methods;
using Research.Methods.AdaBm;
using Research.Methods.Cabm;
using Research.Methods.Cadyq;
using Research.Methods.Cfqp;
using Research.Methods.Dfsq;
using Research.Methods.FullPrecision;
using Research.Methods.MinMax;
using Research.Methods.Omse;
using Research.Methods.Pams;
using Research.Methods.Percentile;

namespace Research.Methods;

/// <summary>The methods that come with the program. A new one adds a line at the end: by its place it has its colour in all figures.</summary>
public static class BuiltInMethods
{
    public static MethodCatalog Create() => new MethodCatalog()
        .Register(new FullPrecisionMethod())
        .Register(new MinMaxMethod())
        .Register(new PercentileMethod())
        .Register(new OmseMethod())
        .Register(new DfsqMethod())
        .Register(new AdaBmMethod())
        .Register(new CfqpMethod())
        .Register(new PamsMethod())
        .Register(new CadyqMethod())
        .Register(new CabmMethod());
}
