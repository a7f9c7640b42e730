using System.Globalization;
using Research.Framework.Data;
using Research.Framework.Evaluation;
using Research.Framework.Runtime;

namespace Research.Cli.Commands;

/// <summary>An image and how it is run.</summary>
/// <param name="Width">Of LR, in pixels.</param>
internal sealed record ImageRun(string Name, int Width, int Height, IProtocol Protocol)
{
    /// <summary>LR pixels that the passes see; some of them more than once.</summary>
    internal long PassPixels => Protocol.LrPixels(Width, Height);

    internal long OverlapPixels => PassPixels - ((long)Width * Height);

    /// <param name="open">Opens a data set.</param>
    /// <returns>None where neither a size nor a data set is given.</returns>
    internal static IReadOnlyList<ImageRun> Parse(string? size, string? data, string? protocol, Func<string, ImageDataset> open, int scale)
    {
        if (size is not null && data is not null)
        {
            throw new ResearchException("'--size' and '--data' both say what is run; give one of them.");
        }

        if (size is null && data is null)
        {
            return protocol is null ? [] : throw new ResearchException("'--protocol' needs images to run: give a size in LR pixels, e.g. --size 510x339, or a data set, e.g. --data Set5.");
        }

        var chosen = Protocols.Parse(protocol ?? "whole-image");
        return size is not null ? [OfSize(size, chosen)] : OfData(open(data!), scale, chosen);
    }

    private static ImageRun OfSize(string size, IProtocol protocol) =>
        size.Split('x') is [var columns, var rows] && IsLength(columns, out var width) && IsLength(rows, out var height)
            ? new ImageRun(size, width, height, protocol)
            : throw new ResearchException($"'{size}' is not a size in LR pixels; write e.g. 510x339.");

    private static IReadOnlyList<ImageRun> OfData(ImageDataset images, int scale, IProtocol protocol) =>
    [
        .. images.ImageIds.Select(id =>
        {
            var lr = images.ReadLr(id, scale);
            return new ImageRun(id, lr.Width, lr.Height, protocol);
        }),
    ];

    private static bool IsLength(string text, out int length) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out length) && length > 0;
}
