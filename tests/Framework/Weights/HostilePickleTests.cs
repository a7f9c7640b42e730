using Research.Framework.Weights;

namespace Research.Tests.Framework.Weights;

/// <summary>Pickles that would do something in Python, or that would break a careless reader.</summary>
[Trait("tier", "unit")]
public sealed class HostilePickleTests : IDisposable
{
    private readonly Temporary _files = new();

    public void Dispose() => _files.Dispose();

    [Theory]
    [InlineData("os", "system")]
    [InlineData("posix", "system")]
    [InlineData("subprocess", "Popen")]
    [InlineData("builtins", "eval")]
    [InlineData("builtins", "exec")]
    [InlineData("builtins", "getattr")]
    [InlineData("__builtin__", "set")]
    [InlineData("torch.nn.modules.conv", "Conv2d")]
    [InlineData("argparse", "Namespace")]
    [InlineData("numpy.core.multiarray", "scalar")]
    [InlineData("numpy", "dtype")]
    [InlineData("_codecs", "encode")]
    [InlineData("collections", "Counter")]
    [InlineData("collections", "defaultdict")]
    [InlineData("models.edsr", "EDSR")]
    [InlineData("functools", "partial")]
    [InlineData("torch", "ComplexFloatStorage")]
    [InlineData("torch", "QInt8Storage")]
    [InlineData("torch.storage", "UntypedStorage")]
    [InlineData("torch._utils", "_rebuild_sparse_tensor")]
    [InlineData("torch._utils", "_rebuild_tensor_v2.__globals__")]
    [InlineData("torch", "_utils._rebuild_tensor_v2")]
    [InlineData("collections.OrderedDict", "")]
    public void A_class_outside_the_white_list_is_named_and_refused(string module, string name)
    {
        var byLine = Refused(new PickleWriter().Global(module, name));
        var byStack = Refused(new PickleWriter().Text(module).Text(name).Raw(0x93));
        Assert.Contains($"GLOBAL (0x63): this file holds a Python object of class {module}.{name}, not a state dictionary", byLine, StringComparison.Ordinal);
        Assert.Contains($"class {module}.{name}", byStack, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0x81, "NEWOBJ (0x81)")]
    [InlineData(0x92, "NEWOBJ_EX (0x92)")]
    [InlineData(0x6F, "OBJ (0x6F)")]
    [InlineData(0x82, "EXT1 (0x82)")]
    [InlineData(0x83, "EXT2 (0x83)")]
    [InlineData(0x84, "EXT4 (0x84)")]
    [InlineData(0x50, "PERSID (0x50)")]
    [InlineData(0x49, "INT (0x49)")]
    [InlineData(0x4C, "LONG (0x4C)")]
    [InlineData(0x46, "FLOAT (0x46)")]
    [InlineData(0x53, "STRING (0x53)")]
    [InlineData(0x56, "UNICODE (0x56)")]
    [InlineData(0x67, "GET (0x67)")]
    [InlineData(0x70, "PUT (0x70)")]
    [InlineData(0x6C, "LIST (0x6C)")]
    [InlineData(0x64, "DICT (0x64)")]
    [InlineData(0x97, "NEXT_BUFFER (0x97)")]
    [InlineData(0x98, "READONLY_BUFFER (0x98)")]
    [InlineData(0x30, "POP (0x30)")]
    [InlineData(0x31, "POP_MARK (0x31)")]
    [InlineData(0x32, "DUP (0x32)")]
    [InlineData(0x42, "BINBYTES (0x42)")]
    [InlineData(0xFE, "0xFE")]
    [InlineData(0x00, "0x00")]
    public void An_opcode_outside_the_list_is_named_and_refused(int opcode, string name)
    {
        // Whatever the opcode might take lies ready on the stack.
        var message = Refused(new PickleWriter().Mark().Global("collections", "OrderedDict").Raw((byte)')').Raw((byte)opcode).Raw("1\n1\n"u8));
        Assert.Contains($"pcode {name}", message, StringComparison.Ordinal);
    }

    [Fact]
    public void INST_names_the_class() =>
        Assert.Contains("INST (0x69): this file holds a Python object of class os.system", Refused(new PickleWriter().Mark().Raw("ios\nsystem\n"u8)), StringComparison.Ordinal);

    [Fact]
    public void A_whole_module_is_refused_with_advice()
    {
        var pickle = new PickleWriter().Mark().Text("module").Raw((byte)'N').Text("edsr.py").Text("import os").Raw((byte)'t', (byte)'Q');
        Assert.Contains("save model.state_dict() with PyTorch", Refused(pickle), StringComparison.Ordinal);
    }

    [Fact]
    public void An_offset_tells_where() =>
        Assert.Contains($"at byte {TorchFiles.LegacyHead.Length + 3}: ", Refused(new PickleWriter().Raw((byte)'N', 0xFF)), StringComparison.Ordinal);

    public static TheoryData<string, string> Malformed => new()
    {
        { "80024E4E2E", "left on the stack" },
        { "8002282E", "the stack is empty" },
        { "8002284E742E2E", "the stack is empty" },
        { "800274", "no mark" },
        { "800285", "the stack is empty" },
        { "800268", "in the middle of an instruction" },
        { "80026801", "value 1 is recalled" },
        { "80024E4E61", "not a list" },
        { "80024E4E4E73", "not a dictionary" },
        { "80027D284E75", "a key has no value" },
        { "80027D4E4E73", "neither text nor a 64-bit integer" },
        { "80027D28584D00000028", "in the middle of an instruction" },
        { "80027D4B014E734B014E73", "the key '[1]' is set twice" },
        { "80025D4E62", "BUILD (0x62) sets the state" },
        { "80024E4E52", "REDUCE (0x52) calls something" },
        { "80024E51", "BINPERSID (0x51)" },
        { "80028BFFFFFFFF", "an integer of -1 bytes" },
        { "80028BFFFFFF7F", "an integer of 2147483647 bytes" },
        { "80028D0000000000000080", "is longer than" },
        { "800254FFFFFFFF", "is longer than" },
        { "80025801000000FF", "not valid UTF-8" },
        { "8001", "pickle protocol 1" },
        { "8005", "pickle protocol 5" },
        { "8002636F73", "a name has no end" },
        { "80024E8893", "the name of a class is not text" },
    };

    [Theory]
    [MemberData(nameof(Malformed))]
    public void A_malformed_pickle_gives_the_one_documented_error(string hex, string reason) =>
        Assert.Contains(reason, Refused(Convert.FromHexString(hex)), StringComparison.Ordinal);

    [Theory]
    [InlineData(6, 0, new long[] { 7 }, new long[] { 1 }, "reaches to element 6 of storage '0', which has 6")]
    [InlineData(6, 6, new long[] { 1 }, new long[] { 1 }, "reaches to element 6")]
    [InlineData(6, 0, new long[] { 2, 2 }, new long[] { 5, 1 }, "reaches to element 6")]
    [InlineData(6, -1, new long[] { 1 }, new long[] { 1 }, "offset -1")]
    [InlineData(6, 0, new long[] { -1 }, new long[] { 1 }, "sizes (-1)")]
    [InlineData(6, 0, new long[] { 2 }, new long[] { -1 }, "strides (-1)")]
    [InlineData(6, 0, new long[] { 2 }, new long[] { 1, 1 }, "strides (1, 1)")]
    [InlineData(6, 0, new long[] { 2, 2 }, new long[] { long.MaxValue, long.MaxValue }, "reaches to element 18446744073709551614")]
    [InlineData(6, 0, new long[] { 65536, 65536 }, new long[] { 0, 0 }, "sizes (65536, 65536)")]
    [InlineData(6, 0, new long[] { 0, long.MaxValue, 4 }, new long[] { 0, 0, 0 }, "sizes (0, ")]
    [InlineData(6, 0, new long[] { 1, 1, 1, 1, 1, 1, 1, 1, 1 }, new long[] { 1, 1, 1, 1, 1, 1, 1, 1, 1 }, "at most 8 sizes")]
    [InlineData(-1, 0, new long[] { 1 }, new long[] { 1 }, "something other than a storage")]
    [InlineData(1L << 40, 0, new long[] { 1 }, new long[] { 1 }, "something other than a storage")]
    public void A_tensor_outside_its_storage_is_refused(long count, long offset, long[] sizes, long[] strides, string reason) =>
        Assert.Contains(reason, Refused(new PickleWriter().Tensor(true, "FloatStorage", "0", count, offset, sizes, strides)), StringComparison.Ordinal);

    [Fact]
    public void Windows_outside_their_storage_and_storages_of_two_kinds_are_refused()
    {
        Assert.Contains("lies outside it", Refused(new PickleWriter().Storage(true, "FloatStorage", "0", 6, view => view.Mark().Text("1").Integer(4).Integer(3).Raw((byte)'t'))), StringComparison.Ordinal);
        Assert.Contains("two types or sizes", Refused(new PickleWriter().Storage(true, "FloatStorage", "0", 6).Storage(true, "HalfStorage", "0", 6)), StringComparison.Ordinal);
        Assert.Contains("something other than a storage", Refused(new PickleWriter().Storage(false, "FloatStorage", "0", 6)), StringComparison.Ordinal);
    }

    [Fact]
    public void Numbers_of_values_and_nesting_are_limited()
    {
        Assert.Contains("more than 1000000 values on the stack", Refused(new PickleWriter().Raw(Enumerable.Repeat((byte)'N', 1_000_001).ToArray())), StringComparison.Ordinal);
        Assert.Contains("more than 1000000 marks", Refused(new PickleWriter().Raw(Enumerable.Repeat((byte)'(', 1_000_001).ToArray())), StringComparison.Ordinal);
        Assert.Contains("nested too deeply", Refused(new PickleWriter().Raw((byte)'N').Raw(Enumerable.Repeat((byte)0x85, 101).ToArray())), StringComparison.Ordinal);
    }

    [Fact]
    public void A_list_that_holds_itself_does_no_harm() =>
        Assert.Contains("holds a list of 1, not a state dictionary", Refused(new PickleWriter().Raw((byte)']').Put(0).Get(0).Raw((byte)'a')), StringComparison.Ordinal);

    [Fact]
    public void What_holds_no_weights_tells_what_it_holds()
    {
        var pickle = new PickleWriter().Raw((byte)'}').Text("epoch").Integer(3).Raw((byte)'s').Text("params").Raw((byte)'}').Text("x").Raw((byte)'N', (byte)'s', (byte)'s');
        Assert.Contains("It holds 'epoch': a number, 'params': a dictionary whose 'x' is None", Refused(pickle), StringComparison.Ordinal);
    }

    [Fact]
    public void Foreign_side_entries_are_passed_over_when_asked_for()
    {
        var pickle = new PickleWriter().Raw((byte)'}')
            .Text("args").Global("argparse", "Namespace").Raw((byte)')', 0x81).Raw((byte)'}').Text("lr").Raw((byte)'N', (byte)'s', (byte)'b', (byte)'s')
            .Text("score").Global("numpy.core.multiarray", "scalar").Raw((byte)')', (byte)'R', (byte)'s')
            .Text("counts").Global("collections", "Counter").Raw((byte)')', (byte)'R').Text("k").Raw((byte)'N', (byte)'s', (byte)'s')
            .Text("params").OrderedDict().Text("t").Tensor(true, "FloatStorage", "0", 1, 0, [1], [1]).Raw((byte)'s', (byte)'s').ToArray();
        var path = _files.File("checkpoint.pth", TorchFiles.Legacy(pickle, ("0", 1, [0, 0, 0x80, 0x3F])));

        Assert.Contains("class argparse.Namespace", Assert.Throws<WeightsFormatException>(() => WeightsFile.Read(path)).Message, StringComparison.Ordinal);
        using var file = WeightsFile.Read(path, new WeightsReadOptions { InertForeign = true });
        Assert.Equal(1f, file.Tensors["t"].item<float>());
    }

    [Fact]
    public void A_foreign_object_among_the_weights_is_refused_even_then()
    {
        var pickle = new PickleWriter().Raw((byte)'}').Text("params").OrderedDict().Text("t").Global("os", "system").Text("echo").Raw(0x85, (byte)'R', (byte)'s', (byte)'s').ToArray();
        var path = _files.File("checkpoint.pth", TorchFiles.Legacy(pickle));
        var error = Assert.Throws<WeightsFormatException>(() => WeightsFile.Read(path, new WeightsReadOptions { InertForeign = true }));
        Assert.Contains("'params': a dictionary whose 't' is an object of the foreign class os.system", error.Message, StringComparison.Ordinal);
    }

    private string Refused(PickleWriter pickle) => RefusedFile(TorchFiles.Legacy(pickle.ToArray()));

    private string Refused(byte[] pickle) => RefusedFile([.. TorchFiles.LegacyHead, .. pickle]);

    private string RefusedFile(byte[] content)
    {
        var path = _files.File("hostile.pth", content);
        return Assert.Throws<WeightsFormatException>(() => WeightsFile.Read(path)).Message;
    }
}
