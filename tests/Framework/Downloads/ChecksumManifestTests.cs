using Research.Framework.Downloads;
using Research.Framework.Runtime;

namespace Research.Tests.Framework.Downloads;

[Trait("tier", "unit")]
public sealed class ChecksumManifestTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void What_is_recorded_is_found_again()
    {
        var pin = new ChecksumPin(12, "ab", "https://official.test/a.zip");
        ChecksumManifest.Load(_folder.Root).Record("b", new ChecksumPin(1, "cd", "x"));
        ChecksumManifest.Load(_folder.Root).Record("a", pin);

        Assert.Equal(pin, ChecksumManifest.Load(_folder.Root).Find("a"));
        Assert.Null(ChecksumManifest.Load(_folder.Root).Find("c"));
        ChecksumManifest.Load(_folder.Root).Forget("b");
        Assert.Null(ChecksumManifest.Load(_folder.Root).Find("b"));
        Assert.Equal([ChecksumManifest.FileName], _folder.Files());
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("{\"a\": {\"bytes\": 1}}")]
    public void A_damaged_record_is_named(string content)
    {
        _folder.Write(ChecksumManifest.FileName, System.Text.Encoding.UTF8.GetBytes(content));

        var error = Assert.Throws<ResearchException>(() => ChecksumManifest.Load(_folder.Root));
        Assert.Contains(ChecksumManifest.FileName, error.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();
}
