using Research.Datasets.Photos;
using Research.Framework.Data;

namespace Research.Tests.Datasets.Photos;

[Trait("tier", "unit")]
public sealed class PhotoStoreTests
{
    [Fact]
    public void A_failed_download_gives_its_reason_and_leaves_nothing()
    {
        using var folder = new TemporaryFolder();
        var store = new PhotoStore(folder.Root, (_, _) => throw new DatasetUnavailableException("no network"));
        var error = Assert.Throws<DatasetUnavailableException>(() => store.Folder("test"));
        Assert.Contains("no network", error.Message, StringComparison.Ordinal);
        Assert.Contains("'synthetic'", error.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetDirectories(folder.Path("photos")));
    }

    [Fact]
    public void A_package_without_the_photographs_is_refused()
    {
        using var folder = new TemporaryFolder();
        var store = new PhotoStore(folder.Root, (_, into) => into);
        Assert.Contains("hubble_deep_field.jpg", Assert.Throws<DatasetUnavailableException>(() => store.Folder("test")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_with_other_content_is_refused()
    {
        using var folder = new TemporaryFolder();
        var store = new PhotoStore(folder.Root, (_, into) =>
        {
            File.WriteAllText(Path.Combine(into, "hubble_deep_field.jpg"), "other");
            return into;
        });
        Assert.Contains("SHA-256", Assert.Throws<DatasetUnavailableException>(() => store.Folder("test")).Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetDirectories(folder.Path("photos")));
    }

    [Fact]
    public void Those_who_ask_at_the_same_time_never_fetch_at_the_same_time()
    {
        using var folder = new TemporaryFolder();
        var (running, most) = (0, 0);
        var store = new PhotoStore(folder.Root, (_, _) =>
        {
            most = Math.Max(most, Interlocked.Increment(ref running));
            Thread.Sleep(50);
            Interlocked.Decrement(ref running);
            throw new DatasetUnavailableException("no network");
        });
        Parallel.For(0, 4, _ => Assert.Throws<DatasetUnavailableException>(() => store.Folder("test")));
        Assert.Equal(1, most);
    }
}
