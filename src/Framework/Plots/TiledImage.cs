using Research.Framework.Results;

namespace Research.Framework.Plots;

/// <summary>The tiles of an image, as one cell ran it.</summary>
/// <param name="Place">The cell and data set.</param>
public sealed record TiledImage(RowPlace Place, string Image, IReadOnlyList<TileRow> Tiles)
{
    /// <summary>What experiments ask for tiles with.</summary>
    public const string Missing = "the bits of tiles are missing; the experiment must say 'tiles: true'";

    /// <summary>Most minus fewest bits.</summary>
    public double Spread => Tiles.Max(tile => tile.FeatureAverageBits) - Tiles.Min(tile => tile.FeatureAverageBits);

    /// <summary>Those of a method, of the first seed, by network and data set, in the order of the result.</summary>
    public static IReadOnlyList<IGrouping<(string Weights, int Scale, string Dataset), TiledImage>> Of(ResultDocument result, string method)
    {
        var rows = result.Rows.Where(row => row.Method == method).GroupBy(row => row.Place with { Seed = 0 }).Select(seeds => seeds.First().Place).ToList();
        var tiles = result.Tiles.ToLookup(tile => tile.Place);
        return
        [
            .. rows.SelectMany(row => tiles[row].GroupBy(tile => tile.Image).Select(image => new TiledImage(row, image.Key, [.. image])))
                .GroupBy(image => (image.Place.Weights, image.Place.Scale, image.Place.Dataset)),
        ];
    }

    /// <summary>The tile in which the middle of a crop lies.</summary>
    public TileRow At(ResultCrop crop)
    {
        var (x, y) = ((crop.X + (crop.Width / 2)) / Place.Scale, (crop.Y + (crop.Height / 2)) / Place.Scale);
        return Tiles.Where(tile => tile.Area.X <= x && tile.Area.Y <= y).MaxBy(tile => (tile.Area.Y, tile.Area.X)) ?? Tiles[0];
    }

    /// <summary>The image as a map.</summary>
    /// <param name="pictures">What it shows, as far as it is at hand.</param>
    public TileMapPlot Map(Func<TileRow, TileField> field, params IReadOnlyList<PlacedPicture> pictures) => new([.. Tiles.Select(field)], pictures);
}
