using System.Reflection;

namespace Research.Tests.Framework.Runtime;

/// <summary>The build's correction of TorchSharp's native library (build/TorchSharpNative.targets).</summary>
[Trait("tier", "unit")]
public sealed class TorchSharpNativeTests
{
    private const string Name = "libLibTorchSharp.so";

    [Fact]
    public void TheCorrectedFile_DiffersFromThePackages_InTheOneFlagOnly()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "only the Linux library needs it");
        var original = File.ReadAllBytes(Metadata("TorchSharpNativeOriginal"));
        var corrected = File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "runtimes", "linux-x64", "native", Name));

        Assert.Equal(original.Length, corrected.Length);
        var different = Enumerable.Range(0, original.Length).Where(i => original[i] != corrected[i]).ToList();
        var at = Assert.Single(different);
        Assert.Equal(0, original[at]);
        Assert.Equal(2, corrected[at]);
        Assert.Equal("GLIBCXX_3.4.32", VersionNeedAt(original, at - 4));
    }

    [Fact]
    public void ThePackagesFile_IsUntouched()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "only the Linux library needs it");
        var original = Metadata("TorchSharpNativeOriginal");
        var package = Directory.EnumerateFiles(Path.GetFullPath(Path.Combine(Path.GetDirectoryName(original)!, "..", "..", "..")), "*.nupkg").Single();
        using var archive = System.IO.Compression.ZipFile.OpenRead(package);
        using var entry = archive.GetEntry($"runtimes/linux-x64/native/{Name}")!.Open();
        var packed = new MemoryStream();
        entry.CopyTo(packed);
        Assert.Equal(packed.ToArray(), File.ReadAllBytes(original));
    }

    /// <summary>The name of the version that an entry of .gnu.version_r (16 bytes: hash, flags, other, name, next) demands.</summary>
    private static string VersionNeedAt(byte[] elf, int entry)
    {
        var name = BitConverter.ToInt32(elf, entry + 8);
        var sections = BitConverter.ToInt64(elf, 0x28);
        var size = BitConverter.ToUInt16(elf, 0x3A);
        for (var i = 0; i < BitConverter.ToUInt16(elf, 0x3C); i++)
        {
            var header = (int)sections + (i * size);
            if (BitConverter.ToUInt32(elf, header + 4) == 0x6FFFFFFE)
            {
                var strings = (int)sections + (BitConverter.ToInt32(elf, header + 0x28) * size);
                var start = (int)BitConverter.ToInt64(elf, strings + 0x18) + name;
                return System.Text.Encoding.ASCII.GetString(elf, start, Array.IndexOf(elf, (byte)0, start) - start);
            }
        }

        return "no .gnu.version_r";
    }

    private static string Metadata(string key) =>
        typeof(TorchSharpNativeTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == key).Value!;
}
