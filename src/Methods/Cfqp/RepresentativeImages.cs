using Research.Framework.Data;
using Research.Framework.Methods;
using Research.Framework.Runtime;

namespace Research.Methods.Cfqp;

/// <summary>The calibration images that the options name, cropped.</summary>
internal static class RepresentativeImages
{
    /// <exception cref="ResearchException">There are none, or not so many.</exception>
    internal static IReadOnlyList<(string Id, RgbImage Image)> Of(QuantizationRequest request, CfqpOptions options, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var images = request.Calibration ?? throw new ResearchException("Method 'cfqp' needs representative images; name a data set under 'calibration'.");
        var ids = images.ImageIds;
        if (options.Image >= ids.Count || options.Images > ids.Count)
        {
            throw new ResearchException($"Method 'cfqp': {images.Name} has {ids.Count} images; given image={options.Image}, images={options.Images}.");
        }

        var chosen = options switch
        {
            { Image: { } index } => [ids[index]],
            { Images: > 0 } => Draw(ids, options.Images, request.Seeds.Random("cfqp-images")),
            _ => ids,
        };
        return [.. chosen.Select(id => (id, images.ReadLr(id, request.Network.Graph.Scale).CentreCrop(options.Crop)))];
    }

    /// <summary>Without replacement, in the order of the set.</summary>
    private static IEnumerable<string> Draw(IReadOnlyList<string> ids, int count, Random random)
    {
        int[] order = [.. Enumerable.Range(0, ids.Count)];
        random.Shuffle(order);
        return order.Take(count).Order().Select(i => ids[i]);
    }
}
