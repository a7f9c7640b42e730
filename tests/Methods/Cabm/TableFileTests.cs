using Research.Framework.Runtime;
using Research.Methods.Cabm;

namespace Research.Tests.Methods.Cabm;

[Trait("tier", "unit")]
public sealed class TableFileTests : IDisposable
{
    private const string Start = "1f";

    private static readonly TableScope Scope = new("EDSR-2x8", 2, "paper", [new("body.0", [4, 6, 8], 10), new("body.1", [4, 8], 10)]);

    private readonly string _folder = Directory.CreateTempSubdirectory("research-table-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void ATable_ComesBackAsItWas_AndIsSmall()
    {
        var random = new Random(5);
        var entries = Enumerable.Range(0, 300).Select(_ => new TableEntry(random.Next(15_000), [(byte)random.Next(3), (byte)random.Next(2)])).ToList();
        var table = new TableBuilder(Scope.Layers, entries, BitWeighting.Macs, TableSelection.Min, random).Paper(4500, 1000);
        var text = TableFile.Write(table, Scope, Start);
        Assert.True(text.Length < 8000);
        Assert.True(TableFile.Read(Written(text), Scope, Start).Choices.SequenceEqual(table.Choices));
    }

    [Fact]
    public void TheFile_TellsWhatItIsFor()
    {
        var choices = new byte[BitTable.Keys * 2];
        choices[^1] = 1;
        choices[200] = 2;
        Assert.Equal(
            """{"network":"EDSR-2x8","scale":2,"start":"1f","rule":"paper","layers":[{"name":"body.0","bits":[4,6,8]},{"name":"body.1","bits":[4,8]}],"configurations":["00","20","01"],"keys":[[0,0],[100,1],[101,0],[25500,2]]}""" + "\n",
            TableFile.Write(new BitTable(Scope.Layers, choices), Scope, Start));
    }

    [Fact]
    public void ATableOfSomethingElse_IsRefused_WithWhatDiffers()
    {
        var path = Written(TableFile.Write(new BitTable(Scope.Layers, new byte[BitTable.Keys * 2]), Scope, Start));
        string Problem(TableScope scope, string start = Start) => Assert.Throws<ResearchException>(() => TableFile.Read(path, scope, start)).Message;
        Assert.Contains("was made for network 'EDSR-2x8', not 'CARN'.", Problem(Scope with { Network = "CARN" }), StringComparison.Ordinal);
        Assert.Contains("was made for scale 2, not 4.", Problem(Scope with { Scale = 4 }), StringComparison.Ordinal);
        Assert.Contains("other layers", Problem(Scope with { Layers = [Scope.Layers[1], Scope.Layers[0]] }), StringComparison.Ordinal);
        Assert.Contains("other candidates", Problem(Scope with { Layers = [Scope.Layers[0], Scope.Layers[1] with { Candidates = [4, 6] }] }), StringComparison.Ordinal);
        Assert.Contains("other weights (SHA-256 1f, not 2e)", Problem(Scope, "2e"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "no table of CABM")]
    [InlineData("null", "no table of CABM")]
    [InlineData("""{"network":"EDSR-2x8"}""", "no table of CABM")]
    [InlineData("""{"network":"EDSR-2x8","scale":2,"start":"1f","rule":"","layers":LAYERS,"configurations":["00"],"keys":[]}""", "damaged")]
    [InlineData("""{"network":"EDSR-2x8","scale":2,"start":"1f","rule":"","layers":LAYERS,"configurations":["00"],"keys":[[1,0]]}""", "damaged")]
    [InlineData("""{"network":"EDSR-2x8","scale":2,"start":"1f","rule":"","layers":LAYERS,"configurations":["00"],"keys":[[0,1]]}""", "damaged")]
    [InlineData("""{"network":"EDSR-2x8","scale":2,"start":"1f","rule":"","layers":LAYERS,"configurations":["00"],"keys":[[0,0],[0,0]]}""", "damaged")]
    [InlineData("""{"network":"EDSR-2x8","scale":2,"start":"1f","rule":"","layers":LAYERS,"configurations":["00"],"keys":[[0,0],[25501,0]]}""", "damaged")]
    [InlineData("""{"network":"EDSR-2x8","scale":2,"start":"1f","rule":"","layers":LAYERS,"configurations":["02"],"keys":[[0,0]]}""", "damaged")]
    [InlineData("""{"network":"EDSR-2x8","scale":2,"start":"1f","rule":"","layers":LAYERS,"configurations":["000"],"keys":[[0,0]]}""", "damaged")]
    [InlineData("""{"network":"EDSR-2x8","scale":2,"start":"1f","rule":"","layers":LAYERS,"configurations":[null],"keys":[[0,0]]}""", "damaged")]
    [InlineData("""{"network":"EDSR-2x8","scale":2,"start":"1f","rule":"","layers":LAYERS,"configurations":["00"],"keys":[[0]]}""", "damaged")]
    [InlineData("""{"network":"EDSR-2x8","scale":2,"start":"1f","rule":"","layers":LAYERS,"configurations":["00"],"keys":[null]}""", "no table of CABM")]
    [InlineData("""{"network":"EDSR-2x8","scale":2,"start":"1f","rule":"","layers":[null,null],"configurations":["00"],"keys":[[0,0]]}""", "other layers")]
    [InlineData("""{"network":"EDSR-2x8","scale":2,"start":"1f","rule":"","layers":null,"configurations":["00"],"keys":[[0,0]]}""", "no table of CABM")]
    public void ADamagedFile_IsRefused(string text, string message) => Assert.Contains(
        message,
        Assert.Throws<ResearchException>(() => TableFile.Read(Written(text.Replace("LAYERS", """[{"name":"body.0","bits":[4,6,8]},{"name":"body.1","bits":[4,8]}]""", StringComparison.Ordinal)), Scope, Start)).Message,
        StringComparison.Ordinal);

    [Fact]
    public void AMissingFile_IsRefused() => Assert.Contains("no table of CABM", Assert.Throws<ResearchException>(() => TableFile.Read(Path.Combine(_folder, "none"), Scope, Start)).Message, StringComparison.Ordinal);

    private string Written(string text)
    {
        var path = Path.Combine(_folder, "table.json");
        File.WriteAllText(path, text);
        return path;
    }
}
