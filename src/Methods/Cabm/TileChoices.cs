using System.Collections.Immutable;
using Research.Framework.Data;
using Research.Framework.Evaluation;
using Research.Framework.Methods;
using Research.Framework.Quantization;
using TorchSharp;

namespace Research.Methods.Cabm;

/// <summary>Lets a network with selectors choose its bits on the tiles of LR images.</summary>
internal static class TileChoices
{
    private const int Tile = 96;
    private const int Step = 94;

    /// <summary>One entry a tile, image by image and row by row, see <see cref="TileProtocol"/>; tiles of 96 at a step of 94, as the released code has them.</summary>
    /// <param name="count">Images, from the first on.</param>
    internal static IReadOnlyList<TableEntry> Collect(
        QuantizedNetwork network, ImmutableArray<TableLayer> layers, ImageDataset images, int count, IProgress<MethodProgress>? progress, CancellationToken cancellation)
    {
        var (protocol, scale) = (new TileProtocol(Tile, Step), network.Network.Graph.Scale);
        var entries = new List<TableEntry>();
        var ids = images.ImageIds.Take(count).ToList();
        foreach (var (i, id) in ids.Index())
        {
            cancellation.ThrowIfCancellationRequested();
            using var scope = torch.NewDisposeScope();
            var lr = images.ReadLr(id, scale);
            foreach (var pass in protocol.Run(network, ImageTensor.FromImage(lr), cancellation).Passes)
            {
                var key = EdgeScore.Key(lr.Crop(pass.Area.X, pass.Area.Y, pass.Area.Width, pass.Area.Height));
                var bits = pass.Bits.Edges.ToDictionary(edge => edge.Edge.Name, edge => edge.Bits, StringComparer.Ordinal);
                entries.Add(new TableEntry(key, [.. layers.Select(layer => (byte)layer.Candidates.IndexOf(bits[layer.Name]))]));
            }

            progress?.Report(new MethodProgress("tiles", i + 1, ids.Count));
        }

        return entries;
    }
}
