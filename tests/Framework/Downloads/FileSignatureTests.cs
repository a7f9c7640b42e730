using System.Text;
using Research.Framework.Downloads;

namespace Research.Tests.Framework.Downloads;

[Trait("tier", "unit")]
public sealed class FileSignatureTests
{
    [Theory]
    [InlineData("504B0304", FileSignature.Zip)]
    [InlineData("1F8B08", FileSignature.GZip)]
    [InlineData("89504E470D0A1A0A", FileSignature.Image)]
    [InlineData("FFD8FFE0", FileSignature.Image)]
    [InlineData("424D00", FileSignature.Image)]
    [InlineData("524946460000000057454250", FileSignature.Image)]
    [InlineData("524946460000000057415645", FileSignature.Unknown)]
    [InlineData("80028A0A6CFC9C46F9206AA85019", FileSignature.TorchLegacy)]
    [InlineData("80027D710028", FileSignature.Unknown)]
    [InlineData("10000000000000007B22", FileSignature.Safetensors)]
    [InlineData("", FileSignature.Unknown)]
    public void First_bytes_tell_the_file(string hex, FileSignature expected) =>
        Assert.Equal(expected, FileSignatures.Detect(Convert.FromHexString(hex)));

    [Theory]
    [InlineData("<!DOCTYPE html>")]
    [InlineData(" \r\n<html>")]
    [InlineData("\uFEFF<?xml version=\"1.0\"?>")]
    public void Pages_are_markup(string page) => Assert.Equal(FileSignature.Markup, FileSignatures.Detect(Encoding.UTF8.GetBytes(page)));

    [Fact]
    public void A_tar_is_known_by_its_mark() => Assert.Equal(FileSignature.Tar, FileSignatures.Detect(MadeArchive.Tar(("a.png", "x"))));
}
