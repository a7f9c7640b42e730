using Research.Framework.Costs;
using Research.Framework.Runtime;

namespace Research.Framework.Metrics;

/// <summary>The metric conventions that the program knows, by id.</summary>
public static class MetricCatalog
{
    public static IReadOnlyList<IMetric> All { get; } =
    [
        LumaPsnr.Y, LumaPsnr.Edsr, new RgbPsnr(0), new RgbPsnr(1), new RgbPsnr(null), LumaPsnr.IdnY,
        LumaSsim.Valid, LumaSsim.Replicate, LumaSsim.AdaBm, LumaSsim.Cadyq,
        FeatureBits.Fab, BitOps.MacBits, BitOps.CabmPublished, BitOps.CadyqAuthor,
    ];

    public static IMetric Find(string id) =>
        All.FirstOrDefault(metric => metric.Info.Id == id)
        ?? throw new ResearchException($"There is no metric '{id}'.{Nearest.Hint(id, All.Select(metric => metric.Info.Id))}");
}
