using Research.Datasets.Imaging;
using Research.Datasets.Resizing;
using Research.Tests.Datasets.Imaging;

namespace Research.Tests.Datasets.Files;

/// <summary>LR images and hashes in the cache: right after a change, a loss or damage, and never in the data root.</summary>
[Trait("tier", "unit")]
public sealed class DerivedFilesTests : IDisposable
{
    private readonly MadeUpData _data = new();

    public void Dispose() => _data.Dispose();

    [Fact]
    public void LR_is_made_once_and_kept_outside_the_data_root()
    {
        var hr = _data.Add("benchmark/Set5/HR/a.png", 13, 14);
        var expected = BicubicResizer.Reduce(ImageFile.Read(hr), 3).Pixels;
        Assert.Equal(expected, _data.Open("Set5").ReadLr("a", 3).Pixels);
        var cached = Assert.Single(CachedLr());
        Assert.Equal([hr], Directory.GetFiles(_data.Root, "*", SearchOption.AllDirectories));

        // What is cached is what is read.
        var other = TestImages.Noise(4, 4, "other");
        ImageFile.Write(cached, other);
        Assert.Equal(other.Pixels, _data.Open("Set5").ReadLr("a", 3).Pixels);
    }

    [Fact]
    public void A_changed_image_is_never_answered_for_by_an_old_entry()
    {
        var hr = _data.Add("benchmark/Set5/HR/a.png");
        var (lr, hash) = (_data.Open("Set5").ReadLr("a", 2).Pixels, _data.Open("Set5").ContentHash(2));
        ImageFile.Write(hr, TestImages.Noise(12, 12, "changed"));
        Assert.NotEqual(lr, _data.Open("Set5").ReadLr("a", 2).Pixels);
        Assert.NotEqual(hash, _data.Open("Set5").ContentHash(2));
    }

    [Fact]
    public void A_damaged_entry_is_made_again()
    {
        _data.Add("benchmark/Set5/HR/a.png");
        var lr = _data.Open("Set5").ReadLr("a", 2).Pixels;
        File.WriteAllBytes(CachedLr().Single(), [1, 2, 3]);
        Assert.Equal(lr, _data.Open("Set5").ReadLr("a", 2).Pixels);
        Assert.Equal(lr, ImageFile.Read(CachedLr().Single()).Pixels);
    }

    [Fact]
    public void A_cache_that_cannot_be_written_costs_nothing_but_time()
    {
        _data.Add("benchmark/Set5/HR/a.png");
        File.WriteAllText(_data.Cache, "a file where the folder should be");
        Assert.Equal(6, _data.Open("Set5").ReadLr("a", 2).Width);
        Assert.Equal(64, _data.Open("Set5").ContentHash(2).Length);
    }

    [Fact]
    public void The_hash_is_of_pixels_not_of_files()
    {
        string HashWith(string hr, params string[] others)
        {
            using var data = new MadeUpData();
            data.Add($"benchmark/Set5/HR/{hr}");
            Array.ForEach(others, file => data.Add($"benchmark/Set5/HR/{file}"));
            return data.Open("Set5").ContentHash(2);
        }

        var hash = HashWith("a.png");
        Assert.Equal(hash, HashWith("a.webp"));
        Assert.Equal(hash, HashWith("a.bmp"));
        Assert.NotEqual(hash, HashWith("a.jpg"));
        Assert.NotEqual(hash, HashWith("b.png"));
        Assert.NotEqual(hash, HashWith("a.png", "b.png"));
    }

    [Fact]
    public void The_hash_covers_LR_and_HR_of_the_scale()
    {
        _data.AddPairs("benchmark/Set5/HR", scale => $"benchmark/Set5/LR_bicubic/X{scale}", ["a"], 2);
        var stored = _data.Open("Set5").ContentHash(2);
        Assert.NotEqual(stored, _data.Open("Set5").ContentHash(3));
        Assert.NotEqual(stored, _data.Open("Set5", Research.Framework.Data.ImageUse.Lr).ContentHash(2));

        // Stored LR of the same pixels as those made: the same hash. Other pixels: another.
        var folder = Path.Combine(_data.Root, "benchmark", "Set5", "LR_bicubic", "X2");
        Directory.Move(folder, Path.Combine(_data.Root, "away"));
        Assert.Equal(stored, _data.Open("Set5").ContentHash(2));
        _data.Add("benchmark/Set5/LR_bicubic/X2/ax2.png", 6, 6);
        Assert.NotEqual(stored, _data.Open("Set5").ContentHash(2));
    }

    [Fact]
    public void Reading_from_several_threads_gives_the_same()
    {
        _data.Add("benchmark/Set5/HR/a.png", 48, 48);
        var set = _data.Open("Set5");
        var all = new byte[16][];
        Parallel.For(0, all.Length, i => all[i] = set.ReadLr("a", 2).Pixels);
        Assert.All(all, pixels => Assert.Equal(all[0], pixels));
    }

    private IEnumerable<string> CachedLr() => Directory.EnumerateFiles(Path.Combine(_data.Cache, "lr"), "*", SearchOption.AllDirectories);
}
