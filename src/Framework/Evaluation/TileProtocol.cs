using Research.Framework.Quantization;
using TorchSharp;

namespace Research.Framework.Evaluation;

/// <summary>Passes over square LR tiles, merged without blending, as CADyQ, CABM and AdaBM evaluate.</summary>
/// <remarks>
/// Tiles start at 0, step, 2 step, ... while the start is at most size - tile; the last one extends to the image's border (up
/// to tile + step - 1). Each tile writes from offset int((tile - step) / 2 * scale) after its origin (the first: from 0) over
/// step * scale (the last: to the end), so that every pixel is written once. SR is rounded per tile.
/// </remarks>
public sealed class TileProtocol(int tile, int step) : IProtocol
{
    /// <summary>LR pixels that pass together at most, where a tile has no more: memory stays that of an image of this size.</summary>
    private const int PixelsAtOnce = 4 * 96 * 96;

    public string Name => $"tiles[{tile},{step}]";

    public long LrPixels(int width, int height) => Tiles(width, 1).Sum(tile => (long)tile.Length) * Tiles(height, 1).Sum(tile => (long)tile.Length);

    /// <remarks>Tiles of one size pass several at a time, which gives them what they would get alone (<see cref="INetworkEngine"/>).</remarks>
    public ProtocolResult Run(QuantizedNetwork network, torch.Tensor lr, CancellationToken cancellation)
    {
        var (channels, height, width) = ((int)lr.shape[1], (int)lr.shape[2], (int)lr.shape[3]);
        var scale = network.Network.Graph.Scale;
        var samples = new byte[height * scale * width * scale * channels];
        List<(Span1D Row, Span1D Column)> tiles = [.. Tiles(height, scale).SelectMany(row => Tiles(width, scale).Select(column => (row, column)))];
        var passes = new Pass[tiles.Count];
        foreach (var size in tiles.Index().GroupBy(tile => (tile.Item.Row.Length, tile.Item.Column.Length)))
        {
            foreach (var batch in size.Chunk(Math.Max(1, PixelsAtOnce / (size.Key.Item1 * size.Key.Item2))))
            {
                cancellation.ThrowIfCancellationRequested();
                using var scope = torch.NewDisposeScope();
                var areas = batch.Select(tile => lr.narrow(2, tile.Item.Row.Start, tile.Item.Row.Length).narrow(3, tile.Item.Column.Start, tile.Item.Column.Length)).ToArray();
                var (sr, bits) = network.InferBatch(areas.Length == 1 ? areas[0] : torch.cat(areas), cancellation);
                foreach (var (i, (index, (row, column))) in batch.Index())
                {
                    passes[index] = new Pass(bits[i], new LrArea(column.Start, row.Start, column.Length, row.Length));
                    Merge(ImageTensor.ToBytes(sr.narrow(0, i, 1)), column.Length * scale, row, column, samples, width * scale, channels, scale);
                }
            }
        }

        return new ProtocolResult(samples, passes);
    }

    /// <summary>The tiles along one axis: LR start and length, and the SR samples that each writes.</summary>
    internal IReadOnlyList<Span1D> Tiles(int size, int scale)
    {
        var starts = new List<int> { 0 };
        for (var start = step; start <= size - tile; start += step)
        {
            starts.Add(start);
        }

        var offset = (tile - step) * scale / 2;
        return
        [
            .. starts.Select((start, i) =>
            {
                var last = i == starts.Count - 1;
                var from = i == 0 ? 0 : (start * scale) + offset;
                var to = last ? size * scale : (start * scale) + offset + (step * scale);
                return new Span1D(start, last ? size - start : tile, from, to);
            }),
        ];
    }

    private static void Merge(byte[] sr, int srWidth, Span1D row, Span1D column, byte[] target, int targetWidth, int channels, int scale)
    {
        var count = (column.WriteTo - column.WriteFrom) * channels;
        for (var y = row.WriteFrom; y < row.WriteTo; y++)
        {
            var source = ((((y - (row.Start * scale)) * srWidth) + column.WriteFrom - (column.Start * scale)) * channels);
            sr.AsSpan(source, count).CopyTo(target.AsSpan(((y * targetWidth) + column.WriteFrom) * channels));
        }
    }

    internal readonly record struct Span1D(int Start, int Length, int WriteFrom, int WriteTo);
}
