using Research.Framework.Experiments;
using Research.Framework.Graph;
using Research.Framework.Methods;
using Research.Framework.Runtime;
using Research.Methods.MinMax;

namespace Research.Tests.Framework.Experiments;

[Trait("tier", "unit")]
public sealed class MethodIdentityTests
{
    private static readonly MethodInfo Texts = new("texts", 1, "Texts", null, typeof(TextOptions));

    [Theory]
    [InlineData("minmax", "minmax")]
    [InlineData("minmax[w=8,a=8]", "minmax")]
    [InlineData("minmax[a=4,w=4]", "minmax[w=4,a=4]")]
    [InlineData("minmax[ per_channel = false , w=4 ]", "minmax[w=4,per_channel=false]")]
    [InlineData("minmax[roles=[body,tail],crop=0]", "minmax[roles=[body,tail],crop=0]")]
    [InlineData("minmax[roles=[]]", "minmax[roles=[]]")]
    public void Parse_ThenOf_GivesTheCanonicalForm(string written, string canonical)
    {
        var method = new MinMaxMethod();
        var options = Bind(method.Info, MethodIdentity.Parse(written));
        Assert.Equal(canonical, MethodIdentity.Of(method.Info, options).ToString());
    }

    [Theory]
    [InlineData("plain")]
    [InlineData("1.5")]
    [InlineData("true")]
    [InlineData("null")]
    [InlineData("")]
    [InlineData("a,b]=\"c\\")]
    public void Texts_ReadBackAsTexts(string text)
    {
        var identity = MethodIdentity.Of(Texts, new TextOptions(text, 1e-9, [0.1, -2]));
        var back = Assert.IsType<TextOptions>(Bind(Texts, MethodIdentity.Parse(identity.ToString())));
        Assert.Equal(text, back.Name);
        Assert.Equal(1e-9, back.Rate);
        Assert.Equal([0.1, -2], back.Points);
    }

    [Fact]
    public void Of_NamesOnlyWhatDiffersFromTheDefault() => Assert.Equal(
        "minmax[a=5,roles=[head,body]]",
        MethodIdentity.Of(new MinMaxMethod().Info, new MinMaxOptions { A = 5, Roles = [Role.Head, Role.Body] }).ToString());

    [Theory]
    [InlineData("[w=4]")]
    [InlineData("minmax[w=4")]
    [InlineData("minmax[w]")]
    [InlineData("minmax[w=4]x")]
    [InlineData("minmax[w=4,]")]
    [InlineData("minmax[]")]
    [InlineData("minmax[name=\"\\q\"]")]
    [InlineData("minmax[w=4,w=5]")]
    public void Parse_OfSomethingElse_SaysWhat(string written) =>
        Assert.Contains($"'{written}'", Assert.Throws<ResearchException>(() => MethodIdentity.Parse(written)).Message, StringComparison.Ordinal);

    private static object Bind(MethodInfo method, MethodIdentity identity) =>
        System.Text.Json.JsonSerializer.Deserialize(identity.Options.DeepClone().AsObject(), method.OptionsType, Research.Framework.Yaml.YamlFile.Binding)!;

    internal sealed record TextOptions(string Name = "standard", double Rate = 0.5, IReadOnlyList<double>? Points = null);

    [Theory]
    [InlineData("adabm[bn=foo]", "bn: expected one of frozen, official, found \"foo\"")]
    [InlineData("minmax[w=many,per_channel=yes]", "w: expected a whole number, found \"many\"; per_channel: expected true or false, found \"yes\"")]
    public void Choose_NamesWhatDoesNotFit(string written, string expected) =>
        Assert.Contains(expected, Assert.Throws<ResearchException>(() => MethodIdentity.Parse(written).Choose(TestCatalogs.Create().Methods)).Message, StringComparison.Ordinal);
}
