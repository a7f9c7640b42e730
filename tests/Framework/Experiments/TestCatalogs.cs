using Research.Datasets;
using Research.Framework.Experiments;
using Research.Methods;
using Research.Networks;

namespace Research.Tests.Framework.Experiments;

internal static class TestCatalogs
{
    /// <summary>What the program has, and <see cref="TinyImages"/>.</summary>
    internal static Catalogs Create() => new(
        BuiltInNetworks.Create(), BuiltInWeights.Create(), BuiltInMethods.Create(), BuiltInDatasets.Create().Register(new TinyImages()));
}
