using System.Text.RegularExpressions;
using Research.Framework.Downloads;
using Research.Framework.Weights;
using Research.Networks;

namespace Research.Tests.Networks;

[Trait("tier", "unit")]
public sealed partial class BuiltInWeightsTests
{
    private static readonly WeightsCatalog Catalog = BuiltInWeights.Create();

    [Fact]
    public void The_weights_with_measured_figures_come_with_full_hashes()
    {
        var measured = Catalog.Entries.Where(entry => entry.File?.EndsWith(".safetensors", StringComparison.Ordinal) is true).ToList();
        Assert.Equal(37, measured.Count);
        Assert.All(measured, entry =>
        {
            Assert.Equal(64, entry.Sha256!.Length);
            Assert.Equal(entry.Scales, entry.Anchor!.Keys);
            Assert.Equal($"{entry.Id}.safetensors", entry.File);
        });
    }

    [Fact]
    public void Files_are_not_shared_by_entries()
    {
        var files = Catalog.Entries.SelectMany(entry => entry.Sources.Select(source => source.File).Append(entry.File).Distinct()).ToList();
        Assert.Equal(files.Distinct(), files);
    }

    [Fact]
    public void A_file_s_entry_names_its_scales_in_its_id() =>
        Assert.All(Catalog.Entries.Where(entry => entry.File is not null), entry => Assert.EndsWith($"_x{string.Concat(entry.Scales)}", entry.Id, StringComparison.Ordinal));

    [Fact]
    public void The_hash_digits_in_a_file_name_are_those_of_the_catalog() =>
        Assert.All(Catalog.Entries.SelectMany(entry => entry.Sources), source =>
        {
            if (HashInName().Match(source.File) is { Success: true } match)
            {
                Assert.Equal(match.Groups[1].Value, source.Sha256);
            }
        });

    [Fact]
    public void Addresses_are_complete() =>
        Assert.All(Catalog.Entries.SelectMany(entry => entry.Sources), source =>
            Assert.True(source.Kind == SourceKind.Drive || Uri.IsWellFormedUriString(source.Address, UriKind.Absolute), source.Address));

    [Fact]
    public void Parameters_are_those_of_a_known_network_and_agree_on_the_pixel_range()
    {
        var networks = BuiltInNetworks.Create();
        Assert.All(Catalog.Entries.SelectMany(entry => entry.Scales.Select(scale => (Entry: entry, Scale: scale))), item =>
        {
            var graph = networks.Find(item.Entry.Network).Build(item.Entry.Parameters, item.Scale);
            Assert.Equal(item.Entry.PixelRange, graph.PixelRange);
            Assert.Equal(item.Entry.Io == WeightsIo.Y ? 1 : 3, graph.ImageChannels);
        });
    }

    [GeneratedRegex("-([0-9a-f]{8})\\.pth?$")]
    private static partial Regex HashInName();
}
