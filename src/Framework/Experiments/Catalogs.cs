using Research.Framework.Data;
using Research.Framework.Graph;
using Research.Framework.Methods;
using Research.Framework.Plots;
using Research.Framework.Weights;

namespace Research.Framework.Experiments;

/// <summary>Everything that an experiment may name.</summary>
public sealed record Catalogs(NetworkCatalog Networks, WeightsCatalog Weights, MethodCatalog Methods, DatasetCatalog Datasets)
{
    public FigureCatalog Figures => new(Methods);
}
