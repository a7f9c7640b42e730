using Research.Framework.Plots;
using Research.Framework.Results;

namespace Research.Methods.Cfqp.Figures;

/// <summary>What each representative image alone gives, sorted by the network without clip and conditioning, worst first.</summary>
/// <param name="FullPrecision">Null where it was not measured.</param>
internal sealed record SingleImages(ResultRow First, double? FullPrecision, IReadOnlyList<(int Image, double Naive, double? Clipped, double Tamed)> Images)
{
    internal const string Missing = "no network was calibrated on single images, both untouched and tamed (cfqp[image=...])";

    /// <summary>One per network and data set.</summary>
    internal static IReadOnlyList<SingleImages> Of(ResultDocument result)
    {
        if (result.Psnr is not { Id: var metric })
        {
            return [];
        }

        var rows = result.Rows
            .Select(row => (Row: row, Options: CfqpRows.Options(row.Identity)))
            .Where(pair => pair.Options is { Image: not null } && CfqpRows.Kind(pair.Options) is not null)
            .Select(pair => (pair.Row, Image: pair.Options!.Image!.Value, Kind: CfqpRows.Kind(pair.Options)!.Value));
        return
        [
            .. rows.GroupBy(row => (row.Row.Weights, row.Row.Scale, row.Row.Dataset)).Select(network =>
            {
                var images = network.GroupBy(row => row.Image).Select(image =>
                {
                    double? Of(OutputKind kind) => image.Where(row => row.Kind == kind).Select(row => (double?)row.Row.Metrics[metric]).FirstOrDefault();
                    return (Image: image.Key, Naive: Of(OutputKind.Naive), Clipped: Of(OutputKind.Clipped), Tamed: Of(OutputKind.Tamed));
                });
                return new SingleImages(
                    network.First().Row,
                    CfqpRows.FullPrecisionOf(result, network.First().Row, metric),
                    [.. images.Where(image => image is { Naive: not null, Tamed: not null }).Select(image => (image.Image, image.Naive!.Value, image.Clipped, image.Tamed!.Value)).OrderBy(image => image.Item2)]);
            }).Where(network => network.Images.Count > 1),
        ];
    }

    internal string Title => RowLabels.Panel(First);

    internal double Lowest => Images.Min(image => Math.Min(image.Naive, Math.Min(image.Tamed, image.Clipped ?? image.Tamed)));

    internal double Highest => Math.Max(FullPrecision ?? double.MinValue, Images.Max(image => Math.Max(image.Naive, Math.Max(image.Tamed, image.Clipped ?? image.Tamed))));

    internal string Summary
    {
        get
        {
            string Span(IEnumerable<double> values)
            {
                var sorted = values.Order().ToList();
                return FormattableString.Invariant($"{sorted[0]:F2} / {sorted[sorted.Count / 2]:F2} / {sorted[^1]:F2}");
            }

            var clipped = Images.Where(image => image.Clipped is not null).Select(image => image.Clipped!.Value).ToList();
            return $"{Title}: lowest / median / highest PSNR in dB without clip {Span(Images.Select(image => image.Naive))}, "
                + (clipped.Count > 0 ? $"clipped {Span(clipped)}, " : string.Empty)
                + $"tamed {Span(Images.Select(image => image.Tamed))}.";
        }
    }
}
