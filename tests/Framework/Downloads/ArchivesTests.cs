using System.Formats.Tar;
using System.Text.RegularExpressions;
using Research.Framework.Downloads;
using Research.Framework.Runtime;

namespace Research.Tests.Framework.Downloads;

[Trait("tier", "unit")]
public sealed class ArchivesTests : IDisposable
{
    private static readonly string Escaped = Path.Combine(Path.GetTempPath(), "research-escaped.png");

    private static readonly (string, string)[] Images = [("Set5/HR/baby.png", "baby"), ("Set5/HR/bird.png", "bird"), ("Set5/LR_bicubic/X2/babyx2.png", "small"), ("Set5/notes.txt", "text")];

    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string, byte[]> Honest => new()
    {
        { "zip", MadeArchive.Zip(Images) },
        { "tar", MadeArchive.Tar(Images) },
        { "tar.gz", MadeArchive.GZip(MadeArchive.Tar(Images)) },
    };

    public static TheoryData<string, byte[]> Hostile => new()
    {
        { "zip, parent", MadeArchive.Zip(("a/ok.png", "x"), ("../../escaped.png", "x")) },
        { "zip, parent within", MadeArchive.Zip(("a/../../../escaped.png", "x")) },
        { "zip, parent by backslash", MadeArchive.Zip((@"..\..\escaped.png", "x")) },
        { "zip, absolute", MadeArchive.Zip((Escaped, "x")) },
        { "zip, drive", MadeArchive.Zip((@"C:\escaped.png", "x")) },
        { "zip, link", MadeArchive.Zip([("a/link.png", "/etc/passwd")], unixMode: 0xA1FF) },
        { "tar, parent", MadeArchive.Tar(("a/ok.png", "x"), ("../../escaped.png", "x")) },
        { "tar, absolute", MadeArchive.Tar((Escaped, "x")) },
        { "tar, link", MadeArchive.Tar(new UstarTarEntry(TarEntryType.SymbolicLink, "a/link.png") { LinkName = "/etc/passwd" }) },
        { "tar, hard link", MadeArchive.Tar(new UstarTarEntry(TarEntryType.HardLink, "a/link.png") { LinkName = "/etc/passwd" }) },
        { "tar, folder link", MadeArchive.Tar(new UstarTarEntry(TarEntryType.SymbolicLink, "a") { LinkName = "/tmp" }, new UstarTarEntry(TarEntryType.RegularFile, "a/escaped.png")) },
        { "tar, device", MadeArchive.Tar(new UstarTarEntry(TarEntryType.Fifo, "a/pipe.png")) },
        { "tar.gz, parent", MadeArchive.GZip(MadeArchive.Tar(("../escaped.png", "x"))) },
        { "zip, twice", MadeArchive.Zip(("a/ok.png", "x"), ("b/ok.png", "y")) },
    };

    [Theory]
    [MemberData(nameof(Honest))]
    public void What_the_rules_name_is_unpacked(string kind, byte[] archive)
    {
        var path = _folder.Write($"downloads/set.{kind}", archive);

        var result = Archives.Unpack(path, _folder["data"], [Rule(@"^(Set5/.+\.png)$", "benchmark/$1")], cancellation: TestContext.Current.CancellationToken);

        Assert.Equal(3, result.Placed.Count);
        Assert.Equal(
            ["data/benchmark/Set5/HR/baby.png", "data/benchmark/Set5/HR/bird.png", "data/benchmark/Set5/LR_bicubic/X2/babyx2.png", $"downloads/set.{kind}"],
            _folder.Files());
        Assert.Equal("bird", File.ReadAllText(_folder["data/benchmark/Set5/HR/bird.png"]));
    }

    [Theory]
    [MemberData(nameof(Hostile))]
    public void A_hostile_entry_refuses_the_whole_archive(string kind, byte[] archive)
    {
        var path = _folder.Write("a/b/evil", archive);

        var error = Assert.Throws<ResearchException>(() => Unpack(path, Rule(@"([^/\\]+)$", "Set/$1")));

        Assert.True(error.Message.Contains(path, StringComparison.Ordinal) && error.Message.Contains("refused", StringComparison.Ordinal), $"{kind}: {error.Message}");
        Assert.Equal(["a/b/evil"], _folder.Files());
        Assert.False(File.Exists(Escaped), kind);
    }

    [Fact]
    public void A_rule_cannot_lead_out_of_the_root_either()
    {
        var path = _folder.Write("a/b/archive", MadeArchive.Zip(("x.png", "x")));

        Assert.Throws<ResearchException>(() => Unpack(path, Rule(@"^(.+)$", "../$1")));
        Assert.Equal(["a/b/archive"], _folder.Files());
    }

    [Fact]
    public void A_bomb_is_refused_by_what_it_unpacks_to()
    {
        var path = _folder.Write("bomb.zip", MadeArchive.Zip(("zeros.png", new string('0', 1_000_000))));

        var error = Assert.Throws<ResearchException>(() => Unpack(path, Rule(@"^(.+)$", "Set/$1"), new ArchiveLimits(AlwaysAllowed: 100_000)));

        Assert.Contains("far more", error.Message, StringComparison.Ordinal);
        Assert.Equal(["bomb.zip"], _folder.Files());
    }

    [Fact]
    public void Too_many_entries_are_refused()
    {
        var path = _folder.Write("many.zip", MadeArchive.Zip([.. Enumerable.Range(0, 11).Select(i => ($"{i}.png", "x"))]));

        var error = Assert.Throws<ResearchException>(() => Unpack(path, Rule(@"^(.+)$", "Set/$1"), new ArchiveLimits(MaxEntries: 10)));
        Assert.Contains("more than 10 entries", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_damaged_archive_is_told_and_leaves_nothing()
    {
        var whole = MadeArchive.GZip(MadeArchive.Tar(Images));
        var path = _folder.Write("set.tar.gz", whole[..(whole.Length / 2)]);

        Assert.Contains("damaged", Assert.Throws<ResearchException>(() => Unpack(path, Rule(@"(.+\.png)$", "$1"))).Message, StringComparison.Ordinal);
        Assert.Equal(["set.tar.gz"], _folder.Files());
    }

    [Fact]
    public void An_archive_without_a_wanted_file_is_an_error()
    {
        var path = _folder.Write("set.zip", MadeArchive.Zip(("readme.txt", "x")));

        Assert.Throws<ResearchException>(() => Unpack(path, Rule(@"(.+\.png)$", "$1")));
    }

    [Fact]
    public void Files_in_place_stay_and_missing_ones_are_added()
    {
        _folder.Write("data/Set5/HR/baby.webp", [1]);
        _folder.Write("data/Set5/HR/notes.txt", [1]);
        var path = _folder.Write("set.zip", MadeArchive.Zip(("HR/baby.png", "baby"), ("HR/bird.png", "bird")));

        var result = Unpack(path, Rule(@"^(HR/.+)$", "Set5/$1"));

        Assert.Equal(["Set5/HR/bird.png"], result.Placed);
        Assert.Equal(["data/Set5/HR/baby.webp", "data/Set5/HR/bird.png", "data/Set5/HR/notes.txt", "set.zip"], _folder.Files());
    }

    [Fact]
    public void Another_edition_of_a_set_is_left_alone_with_all_its_folders()
    {
        _folder.Write("data/benchmark/B100/HR/img_001.png", [1]);
        var path = _folder.Write("set.zip", MadeArchive.Zip(("B100/HR/3096.png", "a"), ("B100/LR_bicubic/X4/3096x4.png", "b"), ("Set5/HR/baby.png", "c")));

        var result = Unpack(path, Rule(@"^(.+)$", "benchmark/$1"));

        Assert.Equal(["benchmark/B100/HR"], result.LeftAlone);
        Assert.Equal(["data/benchmark/B100/HR/img_001.png", "data/benchmark/Set5/HR/baby.png", "set.zip"], _folder.Files());
    }

    public void Dispose() => _folder.Dispose();

    private UnpackResult Unpack(string path, ArchiveRule rule, ArchiveLimits? limits = null) =>
        Archives.Unpack(path, _folder["data"], [rule], limits, TestContext.Current.CancellationToken);

    private static ArchiveRule Rule(string entry, string to) => new(new Regex(entry, RegexOptions.None, TimeSpan.FromSeconds(1)), to);
}
