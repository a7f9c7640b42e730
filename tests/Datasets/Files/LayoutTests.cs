using Research.Framework.Data;
using Research.Framework.Runtime;

namespace Research.Tests.Datasets.Files;

/// <summary>Where each set is looked for, on made-up folders of the same layout.</summary>
[Trait("tier", "unit")]
public sealed class LayoutTests : IDisposable
{
    private readonly MadeUpData _data = new();

    public void Dispose() => _data.Dispose();

    [Theory]
    [InlineData("Set5", "benchmark/Set5", "LR_bicubic")]
    [InlineData("Set14", "benchmark/Set14", "LR_bicubic")]
    [InlineData("B100", "benchmark/B100", "LR_bicubic")]
    [InlineData("Urban100", "benchmark/Urban100", "LR_bicubic")]
    [InlineData("Manga109", "benchmark/Manga109", "LR_bicubic")]
    [InlineData("T91", "T91", "LR_bicubic")]
    [InlineData("Test2K", "DIV2K/test2k", "LR")]
    [InlineData("Test4K", "DIV2K/test4k", "LR")]
    [InlineData("Test8K", "DIV2K/test8k", "LR")]
    public void HR_and_stored_LR_are_found(string name, string folder, string lr)
    {
        // Stored LR that the resizer would not make: what is read must be what is stored.
        _data.Add($"{folder}/HR/b.png", 8, 8);
        _data.Add($"{folder}/HR/a.PNG", 8, 8);
        var withSuffix = _data.Add($"{folder}/{lr}/X4/ax4.webp", 2, 2);
        var without = _data.Add($"{folder}/{lr}/X4/b.bmp", 2, 2);
        var set = _data.Open(name);

        Assert.Equal(name, set.Name);
        Assert.True(set.HasHr);
        Assert.Equal(["a", "b"], set.ImageIds);
        Assert.Equal(Research.Datasets.Imaging.ImageFile.Read(withSuffix).Pixels, set.ReadLr("a", 4).Pixels);
        Assert.Equal(Research.Datasets.Imaging.ImageFile.Read(without).Pixels, set.ReadPair("b", 4).Lr.Pixels);
        Assert.Equal((4, 4), (set.ReadLr("a", 2).Width, set.ReadLr("a", 2).Height));
    }

    [Fact]
    public void LR_without_HR_is_named()
    {
        _data.AddPairs("benchmark/Set5/HR", scale => $"benchmark/Set5/LR_bicubic/X{scale}", ["a", "b"], 2, 4);
        Assert.Empty(_data.Open("Set5").Notes);
        _data.Add("benchmark/Set5/LR_bicubic/X4/cx4.png", 3, 3);
        var set = _data.Open("Set5");
        Assert.Equal(["a", "b"], set.ImageIds);
        Assert.StartsWith("Data set 'Set5' has LR images without HR, which are passed over: c (nothing of that name in ", Assert.Single(set.Notes), StringComparison.Ordinal);
    }

    [Fact]
    public void Files_that_are_no_images_are_passed_over()
    {
        _data.Add("benchmark/Set5/HR/a.png");
        _data.Add("benchmark/Set5/HR/._a.png");
        File.WriteAllText(Path.Combine(_data.Root, "benchmark", "Set5", "HR", "Thumbs.db"), "x");
        Assert.Equal(["a"], _data.Open("Set5").ImageIds);
    }

    [Fact]
    public void Every_kind_of_file_is_found_by_its_stem()
    {
        foreach (var file in (string[])["a.png", "b.webp", "c.bmp", "d.jpg", "e.jpeg"])
        {
            _data.Add($"benchmark/Set5/HR/{file}");
        }

        var set = _data.Open("Set5");
        Assert.Equal(["a", "b", "c", "d", "e"], set.ImageIds);
        Assert.All(set.ImageIds, id => Assert.Equal(12, set.ReadHr(id).Width));
    }

    [Fact]
    public void Div2k_parts_and_ranges()
    {
        AddDiv2k("train", 1, 12);
        AddDiv2k("valid", 801, 812);
        Assert.Equal(12, _data.Open("DIV2K[train]").ImageIds.Count);
        var ten = _data.Open("DIV2K[valid,1-10]");
        Assert.Equal("DIV2K[valid,1-10]", ten.Name);
        Assert.Equal(Enumerable.Range(801, 10).Select(n => $"{n:0000}"), ten.ImageIds);
        Assert.Equal(["0811"], _data.Open("DIV2K[valid, 11-11]").ImageIds);
        Assert.Equal((6, 6), (ten.ReadLr("0801", 2).Width, ten.ReadPair("0801", 2).Lr.Width));
    }

    [Fact]
    public void Div2k_in_EDSR_s_own_archive_keeps_validation_in_the_train_folders()
    {
        AddDiv2k("train", 799, 802);
        Assert.Equal(["0799", "0800"], _data.Open("DIV2K[train]").ImageIds);
        var valid = _data.Open("DIV2K[valid]");
        Assert.Equal(["0801", "0802"], valid.ImageIds);
        Assert.Equal((6, 6), (valid.ReadPair("0802", 2).Lr.Width, valid.ReadPair("0802", 2).Lr.Height));
    }

    [Fact]
    public void Div2k_train_LR_alone_serves_calibration()
    {
        _data.Add("DIV2K/DIV2K_train_LR_bicubic/X4/0001x4.png");
        var train = _data.Open("DIV2K[train]");
        Assert.False(train.HasHr);
        Assert.Equal(["0001"], train.ImageIds);
        Assert.Equal(12, train.ReadLr("0001", 4).Width);
    }

    [Theory]
    [InlineData("DIV2K[test-lr-x4]", "DIV2K/DIV2K_test_LR_bicubic/X4/0901x4.webp", "0901", false)]
    [InlineData("DIV2K[valid-crop256]", "DIV2K/DIV2K_valid_HR_crop256/0801.webp", "0801", true)]
    public void Lists_are_what_they_are_or_LR_of_any_scale_or_HR(string name, string file, string id, bool hasHr)
    {
        _data.Add(file);
        var asTheyAre = _data.Open(name);
        Assert.Equal([id], asTheyAre.ImageIds);
        Assert.Equal(hasHr, asTheyAre.HasHr);
        Assert.Equal(hasHr ? 3 : 12, asTheyAre.ReadLr(id, 4).Width);

        var asLr = _data.Open(name, ImageUse.Lr);
        Assert.False(asLr.HasHr);
        Assert.Equal([12, 12], new[] { 2, 3 }.Select(scale => asLr.ReadLr(id, scale).Width));

        var asHr = _data.Open(name, ImageUse.Hr);
        Assert.True(asHr.HasHr);
        Assert.Equal((6, 12), (asHr.ReadPair(id, 2).Lr.Width, asHr.ReadPair(id, 2).Hr.Width));
    }

    [Fact]
    public void A_set_with_HR_taken_as_LR_gives_its_LR_side()
    {
        _data.Add("benchmark/Set5/HR/a.png");
        var set = _data.Open("Set5", ImageUse.Lr);
        Assert.False(set.HasHr);
        Assert.Equal(6, set.ReadLr("a", 2).Width);
        Assert.Throws<ResearchException>(() => set.ReadHr("a"));
    }

    [Fact]
    public void Any_folder_with_plain_images()
    {
        _data.Add("mine, too/a.png");
        var set = _data.Open("folder[mine, too]");
        Assert.Equal(["a"], set.ImageIds);
        Assert.Equal(6, set.ReadPair("a", 2).Lr.Width);
        Assert.Equal(["a"], _data.Open($"folder[{Path.Combine(_data.Root, "mine, too")},1-1]").ImageIds);
    }

    [Theory]
    [InlineData("LR_bicubic/X2/ax2.png")]
    [InlineData("LR/X2/a.png")]
    [InlineData("LR/a.png")]
    public void Any_folder_with_HR_and_LR(string lr)
    {
        _data.Add("mine/HR/a.png");
        var stored = _data.Add($"mine/{lr}", 6, 6);
        Assert.Equal(Research.Datasets.Imaging.ImageFile.Read(stored).Pixels, _data.Open("folder[mine]").ReadPair("a", 2).Lr.Pixels);
    }

    private void AddDiv2k(string part, int first, int last) =>
        _data.AddPairs(
            $"DIV2K/DIV2K_{part}_HR",
            scale => $"DIV2K/DIV2K_{part}_LR_bicubic/X{scale}",
            Enumerable.Range(first, last - first + 1).Select(n => $"{n:0000}"),
            2);
}
