using System.Buffers.Binary;
using System.Text;
using CsCheck;
using Research.Framework.Runtime;
using Research.Framework.Weights;
using TorchSharp;

namespace Research.Tests.Framework.Weights;

[Trait("tier", "unit")]
public sealed class SafetensorsTests : IDisposable
{
    private readonly Temporary _files = new();

    public void Dispose() => _files.Dispose();

    [Fact]
    public void Reads_a_file_written_by_hand()
    {
        const string header = """{"__metadata__":{"scale":"2"},"b":{"dtype":"F32","shape":[2,2],"data_offsets":[8,24]},"n":{"dtype":"I64","shape":[],"data_offsets":[0,8]}}""";
        byte[] data = [5, 0, 0, 0, 0, 0, 0, 0, .. Floats(1f, -2f, 0.5f, 4f)];
        using var file = WeightsFile.Read(Make(header, data));

        Assert.Equal(WeightsContainer.Safetensors, file.Container);
        Assert.Equal(["b", "n"], file.Tensors.Keys);
        Assert.Equal([1f, -2f, 0.5f, 4f], file.Tensors["b"].data<float>().ToArray());
        Assert.Equal([2L, 2L], file.Tensors["b"].shape);
        Assert.Equal(5L, file.Tensors["n"].item<long>());
        Assert.Equal("2", file.Metadata["scale"]);
    }

    [Theory]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", 12, "the file holds 12")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", 7, "the file holds 7")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[4,12]}}""", 12, "leaves a hole of 4 bytes")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"b":{"dtype":"F32","shape":[2],"data_offsets":[4,12]}}""", 12, "overlaps")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"a":{"dtype":"F32","shape":[1],"data_offsets":[8,12]}}""", 12, "names 'a' twice")]
    [InlineData("""{"a":{"dtype":"F32","shape":[3],"data_offsets":[0,8]}}""", 8, "do not make the 3 elements")]
    [InlineData("""{"a":{"dtype":"F32","shape":[-1],"data_offsets":[0,0]}}""", 0, "the shape [-1]")]
    [InlineData("""{"a":{"dtype":"F32","shape":[4294967296,4294967296],"data_offsets":[0,0]}}""", 0, "the shape")]
    [InlineData("""{"a":{"dtype":"F32","shape":[0,3000000000],"data_offsets":[0,0]}}""", 0, "the shape")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1,1,1,1,1,1,1,1,1],"data_offsets":[0,4]}}""", 4, "the shape")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1.5],"data_offsets":[0,4]}}""", 4, "the shape")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,0]}}""", 4, "not [begin, end]")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,99999999999999999999]}}""", 4, "not [begin, end]")]
    [InlineData("""{"a":{"dtype":"F8_E4M3","shape":[4],"data_offsets":[0,4]}}""", 4, "element type \"F8_E4M3\" is not known")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1]}}""", 4, "needs exactly")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4],"x":1}}""", 4, "needs exactly")]
    [InlineData("""{"__metadata__":{"a":1}}""", 0, "__metadata__")]
    [InlineData("""{"__metadata__":{"a":"1","a":"2"}}""", 0, "__metadata__")]
    [InlineData("""{"a":""", 0, "not valid JSON")]
    [InlineData("""{"\ud800":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", 4, "not valid JSON")]
    public void Refuses_what_header_and_data_do_not_agree_on(string header, int dataBytes, string reason)
    {
        var path = Make(header, new byte[dataBytes]);
        var error = Assert.Throws<WeightsFormatException>(() => WeightsFile.Read(path));
        Assert.Contains(path, error.Message, StringComparison.Ordinal);
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1000UL)]
    [InlineData(100_000_001UL)]
    [InlineData(ulong.MaxValue)]
    public void Refuses_a_header_longer_than_the_file_or_the_limit(ulong length)
    {
        var content = new byte[64];
        BinaryPrimitives.WriteUInt64LittleEndian(content, length);
        content[8] = (byte)'{';
        Assert.Throws<WeightsFormatException>(() => WeightsFile.Read(_files.File("a", content)));
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void Refuses_values_that_are_not_finite(float value)
    {
        var path = Make("""{"good":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"bad":{"dtype":"F32","shape":[2],"data_offsets":[4,12]}}""", Floats(1, 0, value));
        Assert.Contains("'bad' holds values that are not finite", Assert.Throws<WeightsFormatException>(() => WeightsFile.Read(path)).Message, StringComparison.Ordinal);

        using var tensor = torch.tensor(new[] { value });
        Assert.Throws<ResearchException>(() => Safetensors.Write(_files.Path("out"), [new("bad", tensor)]));
        Assert.False(File.Exists(_files.Path("out")));
    }

    [Fact]
    public void Whatever_is_cut_or_changed_gives_the_one_documented_error()
    {
        var whole = File.ReadAllBytes(Make("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", Floats(1, 2)));
        for (var length = 0; length < whole.Length; length++)
        {
            var file = WeightsBytes.Of("cut", whole[..length]);
            Assert.Throws<WeightsFormatException>(() => WeightsFile.Read(file, WeightsReadOptions.Default));
        }

        Gen.Int[0, whole.Length - 1].Select(Gen.Byte).Sample(
            change =>
            {
                byte[] changed = [.. whole];
                changed[change.Item1] = change.Item2;
                try
                {
                    WeightsFile.Read(WeightsBytes.Of("changed", changed), WeightsReadOptions.Default).Dispose();
                }
                catch (WeightsFormatException)
                {
                }
            },
            iter: 500);
    }

    [Fact]
    public void What_is_written_is_read_back_and_equal_input_gives_equal_bytes()
    {
        using var scope = torch.NewDisposeScope();
        KeyValuePair<string, torch.Tensor>[] tensors =
        [
            new("body.0.weight", torch.arange(Scalars.Of(24), dtype: torch.ScalarType.Float32).reshape(2, 3, 4).transpose(0, 2)),
            new("steps", torch.tensor(7L)),
            new("range \"a\" ü", torch.tensor(new[] { 0.1, -1e300 })),
            new("empty", torch.zeros(0, 3)),
        ];
        var metadata = new Dictionary<string, string> { ["z"] = "1", ["a"] = "line\n" };
        Safetensors.Write(_files.Path("one"), tensors, metadata);
        Safetensors.Write(_files.Path("two"), tensors, metadata.Reverse().ToDictionary());
        Assert.Equal(File.ReadAllBytes(_files.Path("one")), File.ReadAllBytes(_files.Path("two")));

        using var read = Safetensors.Read(_files.Path("one"));
        Assert.Equal(metadata, read.Metadata);
        Assert.Equal(["steps", "range \"a\" ü", "body.0.weight", "empty"], read.Tensors.Keys);
        Assert.All(tensors, tensor =>
        {
            Assert.Equal(tensor.Value.dtype, read.Tensors[tensor.Key].dtype);
            Assert.Equal(tensor.Value.shape, read.Tensors[tensor.Key].shape);
            Assert.True(tensor.Value.equal(read.Tensors[tensor.Key]).all().item<bool>());
        });
    }

    [Fact]
    public void Tensors_outlive_the_scope_they_were_read_in()
    {
        StateDict file;
        var path = Make("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", Floats(3));
        using (torch.NewDisposeScope())
        {
            file = WeightsFile.Read(path);
        }

        using (file)
        {
            Assert.Equal(3f, file.Tensors["a"].item<float>());
        }
    }

    [Fact]
    public void Other_element_types_are_not_written()
    {
        using var half = torch.zeros(2, dtype: torch.ScalarType.Float16);
        var error = Assert.Throws<ResearchException>(() => Safetensors.Write(_files.Path("out"), [new("h", half)]));
        Assert.Contains("'h' is Float16", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_file_is_named()
    {
        var error = Assert.Throws<ResearchException>(() => WeightsFile.Read(_files.Path("none.pth")));
        Assert.Contains("none.pth", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_hash_than_expected_is_told_with_both()
    {
        var path = _files.File("a", "abc"u8);
        var error = Assert.Throws<ResearchException>(() => WeightsFile.Read(path, new WeightsReadOptions { Sha256 = new string('0', 64) }));
        Assert.Contains(new string('0', 64), error.Message, StringComparison.Ordinal);
        Assert.Contains("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", error.Message, StringComparison.Ordinal); // FIPS 180-2, "abc"
    }

    private string Make(string header, byte[] data)
    {
        var json = Encoding.UTF8.GetBytes(header);
        var length = new byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(length, (ulong)json.Length);
        return _files.File("made.safetensors", [.. length, .. json, .. data]);
    }

    private static byte[] Floats(params float[] values) => [.. values.SelectMany(BitConverter.GetBytes)];
}
