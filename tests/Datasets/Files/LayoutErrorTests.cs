using Research.Framework.Data;
using Research.Framework.Runtime;

namespace Research.Tests.Datasets.Files;

/// <summary>What is wrong with a folder is said with the set, the place and the remedy; nothing goes on with an empty set.</summary>
[Trait("tier", "unit")]
public sealed class LayoutErrorTests : IDisposable
{
    private readonly MadeUpData _data = new();

    public void Dispose() => _data.Dispose();

    [Fact]
    public void A_missing_folder() =>
        AssertSays(() => _data.Open("Set5"), "'Set5'", Path.Combine(_data.Root, "benchmark", "Set5", "HR"), "RESEARCH_DATA", "research data download Set5");

    [Fact]
    public void An_empty_folder()
    {
        Directory.CreateDirectory(Path.Combine(_data.Root, "benchmark", "Set5", "HR"));
        AssertSays(() => _data.Open("Set5"), "'Set5'", "holds no images", Path.Combine("Set5", "HR"));
    }

    [Fact]
    public void An_empty_plain_folder()
    {
        Directory.CreateDirectory(Path.Combine(_data.Root, "mine"));
        AssertSays(() => _data.Open("folder[mine]"), "holds no images", "mine");
        AssertSays(() => _data.Open("folder[yours]"), "'folder[yours]'", "yours", "data root");
        AssertSays(() => _data.Open("folder"), "folder[PATH]");
    }

    [Fact]
    public void Two_files_of_one_stem()
    {
        _data.Add("benchmark/Set5/HR/a.png");
        _data.Add("benchmark/Set5/HR/a.bmp");
        AssertSays(() => _data.Open("Set5"), "two images called 'a'", "a.png", "a.bmp");
    }

    [Fact]
    public void Two_LR_files_of_one_image()
    {
        _data.Add("benchmark/Set5/HR/a.png");
        _data.Add("benchmark/Set5/LR_bicubic/X2/a.png", 6, 6);
        _data.Add("benchmark/Set5/LR_bicubic/X2/ax2.png", 6, 6);
        AssertSays(() => _data.Open("Set5").ReadLr("a", 2), "two images called 'a'", "ax2.png");
    }

    [Fact]
    public void An_LR_folder_without_one_of_the_images()
    {
        _data.Add("benchmark/Set5/HR/a.png");
        _data.Add("benchmark/Set5/HR/b.png");
        _data.Add("benchmark/Set5/LR_bicubic/X2/ax2.png", 6, 6);
        var set = _data.Open("Set5");
        Assert.Equal(6, set.ReadLr("a", 2).Width);
        AssertSays(() => set.ReadLr("b", 2), "none for 'b'", Path.Combine("LR_bicubic", "X2"));
        AssertSays(() => set.ContentHash(2), "none for 'b'");
    }

    [Theory]
    [InlineData(5, 6)]
    [InlineData(6, 7)]
    public void LR_of_another_edition(int width, int height)
    {
        _data.Add("benchmark/Set5/HR/a.png");
        _data.Add("benchmark/Set5/LR_bicubic/X2/ax2.png", width, height);
        AssertSays(() => _data.Open("Set5").ReadPair("a", 2), "'Set5'", "'a'", "12x12", $"{width}x{height}");
    }

    [Fact]
    public void Evaluation_without_HR()
    {
        _data.Add("DIV2K/DIV2K_test_LR_bicubic/X4/0901x4.png");
        AssertSays(() => _data.Open("DIV2K[test-lr-x4]").ReadPair("0901", 4), "DIV2K[test-lr-x4]", "no HR");
        AssertSays(() => _data.Open("DIV2K[test-lr-x4]").ReadLr("0901", 2), "x4", "as: lr");
        AssertSays(() => _data.Open("DIV2K[test]").ReadLr("0901", 2), "x4", Path.Combine("DIV2K_test_LR_bicubic", "X2"));
        AssertSays(() => _data.Open("DIV2K[test]", ImageUse.Hr), "DIV2K_test_HR");
    }

    [Fact]
    public void A_range_beyond_the_set_or_no_range()
    {
        _data.Add("DIV2K/DIV2K_valid_HR/0801.png");
        AssertSays(() => _data.Open("DIV2K[valid,801-810]"), "1 images", "801-810", "not file names");
        AssertSays(() => _data.Open("DIV2K[valid,2-1]"), "1-10");
        AssertSays(() => _data.Open("DIV2K[valid,0-1]"), "1-10");
        AssertSays(() => _data.Open("DIV2K[valid,1-99999999999]"), "99999999999");
    }

    [Fact]
    public void Parts_that_do_not_exist()
    {
        AssertSays(() => _data.Open("DIV2K"), "valid-crop256");
        AssertSays(() => _data.Open("DIV2K[vaild]"), "'vaild'", "Did you mean 'valid'?");
        AssertSays(() => _data.Open("Set5[test]"), "'test'", "Set5[1-3]");
        AssertSays(() => _data.Open("photos"), "photos[test]");
        AssertSays(() => _data.Open("Set55"), "Did you mean 'Set5'?");
    }

    [Fact]
    public void An_image_too_small_for_the_scale()
    {
        _data.Add("benchmark/Set5/HR/a.png", 3, 30);
        AssertSays(() => _data.Open("Set5").ReadLr("a", 4), "a.png", "3x30");
    }

    private static void AssertSays(Action action, params string[] parts)
    {
        var error = Assert.ThrowsAny<ResearchException>(action);
        Assert.All(parts, part => Assert.Contains(part, error.Message, StringComparison.Ordinal));
    }
}
