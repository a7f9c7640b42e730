using System.Collections.Immutable;
using Research.Methods.Cabm;

namespace Research.Tests.Methods.Cabm;

[Trait("tier", "unit")]
public sealed class KeptChoicesTests : IDisposable
{
    private static readonly ImmutableArray<TableLayer> Layers = [new("a", [4, 6, 8], 1), new("b", [4, 6, 8], 1)];
    private static readonly TableEntry[] Entries = [new(120, [0, 2]), new(4500, [1, 1])];

    private readonly string _folder = Directory.CreateTempSubdirectory("research-choices-").FullName;
    private int _made;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void TheyAreMadeOnce_ForTheSameNetworkAndImages()
    {
        foreach (var entries in new[] { Get("start", "images", 2), Get("start", "images", 2) })
        {
            Assert.Equal(Entries.Select(entry => entry.Key), entries.Select(entry => entry.Key));
            Assert.Equal(Entries.SelectMany(entry => entry.Choices), entries.SelectMany(entry => entry.Choices));
        }

        Assert.Equal(1, _made);
        Get("other", "images", 2);
        Get("start", "other", 2);
        Get("start", "images", 3);
        Assert.Equal(4, _made);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("null")]
    public void WhatIsDamaged_IsMadeAgain(string content)
    {
        Get("start", "images", 2);
        File.WriteAllText(Directory.GetFiles(_folder).Single(), content);
        Get("start", "images", 2);
        Assert.Equal(2, _made);
    }

    [Fact]
    public void AKeyThatNoTileHas_IsDamageToo()
    {
        Get("start", "images", 2);
        var file = Directory.GetFiles(_folder).Single();
        File.WriteAllText(file, File.ReadAllText(file).Replace("4500", "-1", StringComparison.Ordinal));
        Get("start", "images", 2);
        Assert.Equal(2, _made);
    }

    [Fact]
    public void ChoicesOfOtherLayers_AreNotTaken()
    {
        Get("start", "images", 2);
        KeptChoices.Get(_folder, "start", "images", 2, Layers[..1], Make);
        Assert.Equal(2, _made);
    }

    private IReadOnlyList<TableEntry> Get(string start, string images, int count) => KeptChoices.Get(_folder, start, images, count, Layers, Make);

    private TableEntry[] Make()
    {
        _made++;
        return Entries;
    }
}
