using System.Security.Cryptography;
using Research.Datasets.Imaging;

namespace Research.Tests.Datasets.Imaging;

/// <summary>PngSuite: every colour type, depth and interlace, against hashes of the RGB bytes made by another decoder.</summary>
[Trait("tier", "real")]
public sealed class PngSuiteTests
{
    [Fact]
    public void All_56_files_have_the_expected_RGB()
    {
        var folder = RealData.Folder("pngsuite");
        var rows = File.ReadAllLines(Directory.GetFiles(folder, "*.tsv").Single()).Skip(1).Select(line => line.Split('\t')).ToList();
        Assert.Equal(56, rows.Count);
        Assert.All(rows, row =>
        {
            var image = ImageFile.Read(Path.Combine(folder, row[0]));
            Assert.Equal($"{row[1]}x{row[2]} {row[4]}", $"{image.Width}x{image.Height} {Convert.ToHexStringLower(SHA256.HashData(image.Pixels))}");
        });
    }
}
