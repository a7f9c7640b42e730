using Research.Framework.Runtime;
using Research.Framework.Weights;
using Research.Networks;

namespace Research.Tests.Networks;

[Trait("tier", "real")]
public sealed class WeightsAtHandTests
{
    public static TheoryData<string> Ids => new(BuiltInWeights.Create().Entries.Where(entry => entry.File is not null && entry.File.EndsWith(".safetensors", StringComparison.Ordinal)).Select(entry => entry.Id));

    /// <summary>The hashes of the catalog are those of the files, and what the files say of themselves agrees with it.</summary>
    [Theory]
    [MemberData(nameof(Ids))]
    public void A_file_is_the_one_of_the_catalog(string id)
    {
        var paths = ResearchPaths.Resolve();
        var entry = BuiltInWeights.Create().Find(id);
        var location = entry.Find(paths);
        Assert.SkipUnless(location is not null, $"weights '{entry.File}' are not in '{paths.WeightsRoot}' (set RESEARCH_WEIGHTS)");

        using var file = location.Read();
        Assert.Equal(string.Concat(entry.Scales), file.Metadata["scale"]);
        Assert.Equal(entry.PixelRange, int.Parse(file.Metadata["rgb_range"], System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(entry.Io, file.Metadata["io"] == "Y" ? WeightsIo.Y : WeightsIo.Rgb);
    }
}
