using System.IO.Compression;
using Research.Framework.Weights;
using TorchSharp;

namespace Research.Tests.Framework.Weights;

[Trait("tier", "unit")]
public sealed class TorchFileTests : IDisposable
{
    private static readonly byte[] SixFloats = [.. Enumerable.Range(0, 6).SelectMany(i => BitConverter.GetBytes((float)i))];

    private readonly Temporary _files = new();

    public void Dispose() => _files.Dispose();

    /// <summary>Written by PyTorch 1.13 itself: OrderedDict(a = arange(6).reshape(2, 3), b = a[1]).</summary>
    [Theory]
    [InlineData("torch-1.13-legacy.pt", WeightsContainer.TorchLegacy)]
    [InlineData("torch-1.13-zip.pt", WeightsContainer.TorchZip)]
    public void A_file_of_PyTorch_is_read(string name, WeightsContainer container)
    {
        using var file = WeightsFile.Read(Path.Combine(AppContext.BaseDirectory, "golden", "weights", name));
        Assert.Equal(container, file.Container);
        Assert.Equal(["a", "b"], file.Tensors.Keys);
        Assert.Equal([2L, 3L], file.Tensors["a"].shape);
        Assert.Equal([0f, 1, 2, 3, 4, 5], file.Tensors["a"].data<float>().ToArray());
        Assert.Equal([3f, 4, 5], file.Tensors["b"].data<float>().ToArray());
    }

    [Fact]
    public void Tensors_of_the_legacy_stream_may_share_a_storage()
    {
        using var file = Read(SharedLegacy());
        Assert.Equal(WeightsContainer.TorchLegacy, file.Container);
        Assert.Equal([0f, 1, 2, 3, 4, 5], file.Tensors["a"].data<float>().ToArray());
        Assert.Equal([3f, 4, 5], file.Tensors["b"].data<float>().ToArray());
    }

    [Fact]
    public void The_prefix_of_a_zip_may_hold_blanks_and_dots()
    {
        using var file = Read(SharedZip());
        Assert.Equal(WeightsContainer.TorchZip, file.Container);
        Assert.Equal([3f, 4, 5], file.Tensors["b"].data<float>().ToArray());
    }

    [Theory]
    [InlineData("HalfStorage", new byte[] { 0x00, 0x3E, 0x00, 0xC0 }, new[] { 1.5, -2 })] // IEEE binary16
    [InlineData("BFloat16Storage", new byte[] { 0xC0, 0x3F, 0x00, 0xC0 }, new[] { 1.5, -2 })] // upper halves of 3FC00000, C0000000
    [InlineData("DoubleStorage", new byte[] { 0, 0, 0, 0, 0, 0, 0xF8, 0x3F, 0, 0, 0, 0, 0, 0, 0, 0xC0 }, new[] { 1.5, -2 })]
    [InlineData("LongStorage", new byte[] { 1, 0, 0, 0, 0, 0, 0, 0, 0xFE, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF }, new[] { 1.0, -2 })]
    [InlineData("IntStorage", new byte[] { 1, 0, 0, 0, 0xFE, 0xFF, 0xFF, 0xFF }, new[] { 1.0, -2 })]
    [InlineData("ShortStorage", new byte[] { 1, 0, 0xFE, 0xFF }, new[] { 1.0, -2 })]
    [InlineData("CharStorage", new byte[] { 1, 0xFE }, new[] { 1.0, -2 })]
    [InlineData("ByteStorage", new byte[] { 1, 0xFE }, new[] { 1.0, 254 })]
    [InlineData("BoolStorage", new byte[] { 1, 0 }, new[] { 1.0, 0 })]
    public void All_element_types_are_read(string type, byte[] content, double[] expected)
    {
        var zip = TorchFiles.Zip("archive", Single(w => w.Tensor(false, type, "0", 2, 0, [2], [1])), ("data/0", content));
        var legacy = TorchFiles.Legacy(Single(w => w.Tensor(true, type, "0", 2, 0, [2], [1])), ("0", 2, content));
        foreach (var bytes in new[] { zip, legacy })
        {
            using var file = Read(bytes);
            using var values = file.Tensors["t"].to_type(torch.ScalarType.Float64);
            Assert.Equal(expected, values.data<double>().ToArray());
        }
    }

    [Theory]
    [InlineData(0, new long[] { 3, 2 }, new long[] { 1, 3 }, new float[] { 0, 3, 1, 4, 2, 5 })] // transposed
    [InlineData(1, new long[] { 2, 2 }, new long[] { 3, 1 }, new float[] { 1, 2, 4, 5 })] // columns 1 and 2
    [InlineData(5, new long[] { }, new long[] { }, new float[] { 5 })] // 0-dim
    [InlineData(0, new long[] { 0, 3 }, new long[] { 3, 1 }, new float[] { })] // empty
    [InlineData(2, new long[] { 2, 2 }, new long[] { 0, 1 }, new float[] { 2, 3, 2, 3 })] // a repeated row
    [InlineData(0, new long[] { 1, 6 }, new long[] { 77, 1 }, new float[] { 0, 1, 2, 3, 4, 5 })] // the stride of a single row means nothing
    public void Offsets_and_strides_are_followed(long offset, long[] sizes, long[] strides, float[] expected)
    {
        using var file = Read(TorchFiles.Zip("archive", Single(w => w.Tensor(false, "FloatStorage", "0", 6, offset, sizes, strides)), ("data/0", SixFloats)));
        Assert.Equal(sizes, file.Tensors["t"].shape);
        Assert.Equal(expected, expected.Length == 0 ? [] : file.Tensors["t"].data<float>().ToArray());
    }

    [Fact]
    public void The_versions_of_modules_are_passed_over()
    {
        var pickle = new PickleWriter().OrderedDict().Text("t").Tensor(false, "FloatStorage", "0", 6, 0, [6], [1]).Raw((byte)'s')
            .Raw((byte)'}').Text("_metadata").OrderedDict().Raw((byte)'s', (byte)'b').ToArray();
        using var file = Read(TorchFiles.Zip("archive", pickle, ("data/0", SixFloats)));
        Assert.Equal(["t"], file.Tensors.Keys);
    }

    [Fact]
    public void The_older_rebuild_function_and_parameters_are_read()
    {
        var pickle = Single(w => w.Global("torch._utils", "_rebuild_parameter").Mark()
            .Global("torch._utils", "_rebuild_tensor").Mark().Storage(true, "FloatStorage", "0", 6).Integer(0).Sizes(6).Sizes(1).Raw((byte)'t', (byte)'R')
            .Raw(0x88).OrderedDict().Raw((byte)'t', (byte)'R'));
        using var file = Read(TorchFiles.Legacy(pickle, ("0", 6, SixFloats)));
        Assert.Equal([0f, 1, 2, 3, 4, 5], file.Tensors["t"].data<float>().ToArray());
    }

    [Fact]
    public void A_storage_may_be_a_window_of_another()
    {
        var pickle = Single(w => w.Global("torch._utils", "_rebuild_tensor_v2").Mark()
            .Storage(true, "FloatStorage", "0", 6, view => view.Mark().Text("1").Integer(2).Integer(3).Raw((byte)'t')).Layout(1, [2], [1]));
        using var file = Read(TorchFiles.Legacy(pickle, ("0", 6, SixFloats)));
        Assert.Equal([3f, 4], file.Tensors["t"].data<float>().ToArray());
    }

    [Theory]
    [InlineData(new[] { "optimizer", "state_dict" }, "state_dict")]
    [InlineData(new[] { "params", "params_ema" }, "params_ema")]
    [InlineData(new[] { "model" }, "model")]
    public void The_weights_of_a_checkpoint_are_taken_and_named(string[] entries, string taken)
    {
        var pickle = new PickleWriter().Raw((byte)'}').Text("epoch").Integer(300_000_000_000).Raw((byte)'s');
        foreach (var (index, entry) in entries.Index())
        {
            pickle.Text(entry).OrderedDict();
            if (entry == "optimizer")
            {
                pickle.Integer(0).Raw((byte)'G', 0x3F, 0xF8, 0, 0, 0, 0, 0, 0); // 1.5, big-endian
            }
            else
            {
                pickle.Text($"module.{entry}").Tensor(true, "FloatStorage", "0", 6, index, [1], [1]);
            }

            pickle.Raw((byte)'s', (byte)'s');
        }

        using var file = Read(TorchFiles.Legacy(pickle.ToArray(), ("0", 6, SixFloats)));
        Assert.Equal([$"module.{taken}"], file.Tensors.Keys);
        Assert.Equal([$"the weights were taken from the entry '{taken}' of epoch, {string.Join(", ", entries)}"], file.Notes);

        using var loaded = WeightsLoader.Match(file, [new(taken, [1])], [new NamingScheme("any")], []);
        Assert.Equal([taken], loaded.Tensors.Keys);
    }

    [Fact]
    public void More_than_256_remembered_values_are_recalled()
    {
        var pickle = new PickleWriter().OrderedDict();
        pickle.Text("t").Raw((byte)'r', 0x2C, 1, 0, 0).Tensor(false, "FloatStorage", "0", 6, 0, [6], [1]).Raw((byte)'s');
        pickle.Text("u").Tensor(false, "FloatStorage", "0", 6, 0, [6], [1]).Raw((byte)'s');
        pickle.Raw((byte)'}').Text("_metadata").Raw((byte)'j', 0x2C, 1, 0, 0).Raw((byte)'s', (byte)'b');
        using var file = Read(TorchFiles.Zip("archive", pickle.ToArray(), ("data/0", SixFloats)));
        Assert.Equal(["t", "u"], file.Tensors.Keys);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Cut_anywhere_it_gives_the_one_documented_error(bool legacy)
    {
        var whole = legacy ? SharedLegacy() : SharedZip();
        for (var length = 0; length < whole.Length; length++)
        {
            var file = WeightsBytes.Of("cut", whole[..length]);
            Assert.Throws<WeightsFormatException>(() => WeightsFile.Read(file, WeightsReadOptions.Default));
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Changed_anywhere_it_is_read_or_gives_the_one_documented_error(bool legacy)
    {
        var whole = legacy ? SharedLegacy() : SharedZip();
        foreach (var value in new byte[] { 0, 1, 0x28, 0x2E, 0x52, 0x7F, 0xFF })
        {
            for (var i = 0; i < whole.Length; i++)
            {
                byte[] changed = [.. whole];
                changed[i] = value;
                var file = WeightsBytes.Of("changed", changed);
                try
                {
                    // With a hash the checksums of a zip are not checked, so that its pickle is reached.
                    WeightsFile.Read(file, new WeightsReadOptions { Sha256 = file.Sha256 }).Dispose();
                }
                catch (WeightsFormatException)
                {
                }
            }
        }
    }

    [Fact]
    public void The_checksum_of_an_entry_is_checked_where_the_hash_is_not_known()
    {
        var zip = SharedZip();
        var at = zip.AsSpan().IndexOf(SixFloats.AsSpan(4));
        zip[at + 2] ^= 1;
        Assert.Contains("checksum of the zip entry 'a b=1.0/data/0' is wrong", Refused(zip), StringComparison.Ordinal);
        using var read = WeightsFile.Read(_files.File("known", zip), new WeightsReadOptions { Sha256 = WeightsBytes.Read(_files.Path("known")).Sha256 });
    }

    [Fact]
    public void Lengths_and_offsets_may_stand_in_zip64_records()
    {
        var zip = TorchFiles.Zip64(("a/data.pkl", Shared(legacy: false)), ("a/data/0", SixFloats));
        var bytes = WeightsBytes.Of("zip64", zip);
        using var file = WeightsFile.Read(bytes, new WeightsReadOptions { Sha256 = bytes.Sha256 });
        Assert.Equal([3f, 4, 5], file.Tensors["b"].data<float>().ToArray());

        for (var length = 0; length < zip.Length; length++)
        {
            var cut = WeightsBytes.Of("cut", zip[..length]);
            Assert.Throws<WeightsFormatException>(() => WeightsFile.Read(cut, WeightsReadOptions.Default));
        }
    }

    [Fact]
    public void Entries_that_overlap_are_refused()
    {
        // Two directory entries of the whole content each, as in a zip bomb.
        var zip = TorchFiles.Zip64(("a/data.pkl", new byte[1000]), ("b/data.pkl", new byte[1000]));
        var directory = zip.AsSpan().IndexOf("PK\x01\x02"u8);
        var length = BitConverter.GetBytes(1900L);
        for (var at = directory; zip.AsSpan(at).StartsWith("PK\x01\x02"u8); at += 46 + 10 + 28)
        {
            length.CopyTo(zip.AsSpan(at + 46 + 10 + 4));
            length.CopyTo(zip.AsSpan(at + 46 + 10 + 12));
        }

        Assert.Contains("the zip entries overlap", Refused(zip), StringComparison.Ordinal);
    }

    [Fact]
    public void A_zip_that_is_not_plainly_stored_by_PyTorch_is_refused()
    {
        var pickle = Single(w => w.Tensor(false, "FloatStorage", "0", 6, 0, [6], [1]));
        Assert.Contains("is compressed", Refused(TorchFiles.Zip(CompressionLevel.Optimal, ("a/data.pkl", [.. pickle, .. new byte[500]]))), StringComparison.Ordinal);
        Assert.Contains("leads out of the archive", Refused(TorchFiles.Zip("../a", pickle, ("data/0", SixFloats))), StringComparison.Ordinal);
        Assert.Contains("occurs twice", Refused(TorchFiles.Zip("a", pickle, ("data/0", SixFloats), ("data/0", SixFloats))), StringComparison.Ordinal);
        Assert.Contains("exactly one 'data.pkl'", Refused(TorchFiles.Zip(CompressionLevel.NoCompression, ("readme", []))), StringComparison.Ordinal);
        Assert.Contains("TorchScript", Refused(TorchFiles.Zip("a", pickle, ("code/model.py", []))), StringComparison.Ordinal);
        Assert.Contains("TorchScript", Refused(TorchFiles.Zip(CompressionLevel.Optimal, ("a/data.pkl", pickle), ("a/constants.pkl", new byte[500]))), StringComparison.Ordinal);
        Assert.Contains("little-endian", Refused(TorchFiles.Zip("a", pickle, ("byteorder", "big"u8.ToArray()), ("data/0", SixFloats))), StringComparison.Ordinal);
        Assert.Contains("'a/data/0' of a storage is missing", Refused(TorchFiles.Zip("a", pickle)), StringComparison.Ordinal);
        Assert.Contains("has 23 bytes; 6 elements of 4 bytes", Refused(TorchFiles.Zip("a", pickle, ("data/0", SixFloats[1..]))), StringComparison.Ordinal);
        Assert.Contains("bytes follow the end of the pickle", Refused(TorchFiles.Zip("a", [.. pickle, 0], ("data/0", SixFloats))), StringComparison.Ordinal);
    }

    [Fact]
    public void A_legacy_stream_that_does_not_add_up_is_refused()
    {
        var pickle = Single(w => w.Tensor(true, "FloatStorage", "0", 6, 0, [6], [1]));
        Assert.Contains("1 bytes follow the last storage", Refused([.. TorchFiles.Legacy(pickle, ("0", 6, SixFloats)), 0]), StringComparison.Ordinal);
        Assert.Contains("has 5 elements, but its tensors expect 6", Refused(TorchFiles.Legacy(pickle, ("0", 5, SixFloats))), StringComparison.Ordinal);
        Assert.Contains("'1', which no tensor mentions", Refused(TorchFiles.Legacy(pickle, ("0", 6, SixFloats), ("1", 6, SixFloats))), StringComparison.Ordinal);
        Assert.Contains("storage '0' is not in the file", Refused(TorchFiles.Legacy(pickle)), StringComparison.Ordinal);
        Assert.Contains("are left; is the file cut off?", Refused(TorchFiles.Legacy(pickle, ("0", 6, SixFloats[..20]))), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(new byte[] { 0x80, 2, (byte)'N', (byte)'.' }, "a Python pickle that torch.save did not write")]
    [InlineData(new byte[] { (byte)'<', (byte)'h', (byte)'t', (byte)'m', (byte)'l', (byte)'>' }, "HTML page")]
    [InlineData(new byte[] { }, "neither safetensors nor a PyTorch file.")]
    public void Other_files_are_told_apart(byte[] content, string reason) => Assert.Contains(reason, Refused(content), StringComparison.Ordinal);

    [Fact]
    public void A_tar_of_the_first_PyTorch_is_told_apart()
    {
        var tar = new byte[512];
        "ustar"u8.CopyTo(tar.AsSpan(257));
        Assert.Contains("tar archive, as torch 0.1 wrote", Refused(tar), StringComparison.Ordinal);
    }

    [Fact]
    public void Names_beyond_reason_are_refused()
    {
        var pickle = new PickleWriter().OrderedDict().Text(new string('n', 513)).Tensor(false, "FloatStorage", "0", 6, 0, [6], [1]).Raw((byte)'s').ToArray();
        Assert.Contains("513 characters; 512 is the limit", Refused(TorchFiles.Zip("a", pickle, ("data/0", SixFloats))), StringComparison.Ordinal);
    }

    [Fact]
    public void A_repeated_element_does_not_make_a_small_file_fill_the_memory()
    {
        var pickle = Single(w => w.Tensor(false, "FloatStorage", "0", 6, 0, [1 << 30], [0]));
        Assert.Contains("do not justify", Refused(TorchFiles.Zip("a", pickle, ("data/0", SixFloats))), StringComparison.Ordinal);
    }

    private static byte[] Single(Action<PickleWriter> tensor)
    {
        var writer = new PickleWriter().OrderedDict().Text("t");
        tensor(writer);
        return writer.Raw((byte)'s').ToArray();
    }

    private static byte[] Shared(bool legacy) => new PickleWriter().OrderedDict().Put(0).Mark()
        .Text("a").Tensor(legacy, "FloatStorage", "0", 6, 0, [2, 3], [3, 1])
        .Text("b").Tensor(legacy, "FloatStorage", "0", 6, 3, [3], [1])
        .Raw((byte)'u').ToArray();

    private static byte[] SharedLegacy() => TorchFiles.Legacy(Shared(legacy: true), ("0", 6, SixFloats));

    private static byte[] SharedZip() => TorchFiles.Zip("a b=1.0", Shared(legacy: false), ("data/0", SixFloats));

    private StateDict Read(byte[] content) => WeightsFile.Read(_files.File("made.pt", content));

    private string Refused(byte[] content) => Assert.Throws<WeightsFormatException>(() => Read(content)).Message;
}
