using Research.Framework.Runtime;
using Research.Framework.Tables;
using Research.Tests.Framework.Weights;

namespace Research.Tests.Framework.Tables;

[Trait("tier", "unit")]
public sealed class CsvTableTests
{
    [Fact]
    public void Texts_ComeBack_WhateverIsInThem()
    {
        using var temporary = new Temporary();
        var table = new CsvTable(["a", "b"], [["x,y", "say \"no\""], ["", "=1+1"], ["two\nlines", " spaces "]]);
        var back = CsvTable.Read(temporary.File("t.csv", table.ToBytes()));
        Assert.Equal(table.Columns, back.Columns);
        Assert.Equal(table.Rows, back.Rows);
    }

    [Theory]
    [InlineData("", "is empty")]
    [InlineData("a,a\n1,2\n", "a column stands twice")]
    [InlineData("a,b\n1\n", "record 2 has 1 fields; the header has 2")]
    public void Read_OfAnotherFile_SaysWhatIsWrong(string content, string message)
    {
        using var temporary = new Temporary();
        var path = temporary.File("t.csv", System.Text.Encoding.UTF8.GetBytes(content));
        Assert.Contains(message, Assert.Throws<ResearchException>(() => CsvTable.Read(path)).Message, StringComparison.Ordinal);
    }
}
