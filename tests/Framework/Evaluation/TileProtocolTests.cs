using Research.Framework.Evaluation;
using Research.Framework.Runtime;

namespace Research.Tests.Framework.Evaluation;

[Trait("tier", "unit")]
public sealed class TileProtocolTests
{
    /// <summary>The example of CADyQ's script: 339 x 510 LR gives 3 x 5 tiles, the last row 159 high, the last column 150 wide.</summary>
    [Theory]
    [InlineData(339, 3, 159)]
    [InlineData(510, 5, 150)]
    public void Tiles_AreThoseOfTheOfficialScript(int size, int count, int last)
    {
        var tiles = new TileProtocol(96, 90).Tiles(size, 4);
        Assert.Equal(count, tiles.Count);
        Assert.Equal(last, tiles[^1].Length);
        Assert.Equal(12, tiles[1].WriteFrom - (tiles[1].Start * 4));
    }

    [Theory]
    [InlineData(96, 96, 4)]
    [InlineData(96, 90, 4)]
    [InlineData(96, 90, 3)]
    [InlineData(32, 27, 2)]
    public void EverySampleIsWrittenOnce_FromWithinItsTile(int tile, int step, int scale)
    {
        for (var size = 1; size < 400; size++)
        {
            var tiles = new TileProtocol(tile, step).Tiles(size, scale);
            Assert.Equal(0, tiles[0].WriteFrom);
            Assert.Equal(size * scale, tiles[^1].WriteTo);
            for (var i = 0; i < tiles.Count; i++)
            {
                Assert.True(i == 0 || tiles[i].WriteFrom == tiles[i - 1].WriteTo);
                Assert.InRange(tiles[i].WriteFrom, tiles[i].Start * scale, tiles[i].WriteTo);
                Assert.InRange(tiles[i].WriteTo, tiles[i].WriteFrom, (tiles[i].Start + tiles[i].Length) * scale);
            }
        }
    }

    [Theory]
    [InlineData("tile[96,90]")]
    [InlineData("tiles[96,97]")]
    [InlineData("tiles[4,4]")]
    public void UnknownProtocols_AreRefusedWithTheKnownOnes(string name) =>
        Assert.Contains("tile", Assert.Throws<ResearchException>(() => Protocols.Parse(name)).Message, StringComparison.Ordinal);
}
