using System.Text.Json.Nodes;
using Research.Framework.Runtime;
using Research.Framework.Yaml;

namespace Research.Tests.Framework.Yaml;

[Trait("tier", "unit")]
public sealed class YamlFileTests
{
    private enum Profile
    {
        Quick,
        PaperSchedule,
    }

    [Fact]
    public void Plain_scalars_are_typed_as_in_JSON_and_quoted_ones_are_text()
    {
        const string yaml = """
            a: 1
            b: -2.5e-3
            c: '1'
            d: true
            e: ~
            f: yes
            g: 0x10
            h: "null"
            i: [x, {y: 1_000}]
            j: 1bc95232
            """;
        var root = YamlFile.Parse("t.yaml", yaml).Root;
        Assert.Equal("""{"a":1,"b":-2.5e-3,"c":"1","d":true,"e":null,"f":"yes","g":"0x10","h":"null","i":["x",{"y":"1_000"}],"j":"1bc95232"}""", root!.ToJsonString());
    }

    [Fact]
    public void A_document_is_bound()
    {
        var bound = YamlFile.Parse("t.yaml", "seed_count: 3\nprofile: paper_schedule\nrates: { 2: 0.5, 4: 1 }\noptions: { any: [thing] }\nnames: [a, b]").Bind<Sample>();
        Assert.Equal(3, bound.SeedCount);
        Assert.Equal(Profile.PaperSchedule, bound.Profile);
        Assert.Equal(0.5, bound.Rates[2]);
        Assert.Equal("""{"any":["thing"]}""", bound.Options!.ToJsonString());
        Assert.Null(bound.Note);
    }

    [Fact]
    public void All_that_is_wrong_is_told_at_once_with_its_position()
    {
        const string yaml = """
            seed_count: many
            profil: quick
            rates:
              two: 1
              3: x
            names:
              - a
              -
              - {}
            """;
        var error = Assert.Throws<ResearchException>(() => YamlFile.Parse("t.yaml", yaml).Bind<Sample>());
        Assert.Equal(
            [
                "t.yaml(1,13): expected a whole number, found \"many\"",
                "t.yaml(2,1): there is no key 'profil' here. Did you mean 'profile'? Known: names, note, options, profile, rates, seed_count.",
                "t.yaml(4,3): the key 'two' must be a whole number",
                "t.yaml(5,6): expected a number, found \"x\"",
                "t.yaml(8,4): a value is missing; expected text",
                "t.yaml(9,5): expected text, found {}",
                "t.yaml(1,1): the key 'profile' is missing",
            ],
            error.Message.Split('\n'));
    }

    [Theory]
    [InlineData("profile: quik\nseed_count: 1\nrates: {}\nnames: []", "t.yaml(1,10): expected one of quick, paper_schedule, found \"quik\"")]
    [InlineData("profile: 1\nseed_count: 1\nrates: {}\nnames: []", "t.yaml(1,10): expected one of quick, paper_schedule, found 1")]
    [InlineData("profile: quick\nseed_count: 1.5\nrates: []\nnames: []", "t.yaml(2,13): expected a whole number, found 1.5\nt.yaml(3,8): expected keys and values, found []")]
    [InlineData("- 1", "t.yaml(1,1): expected keys and values, found [1]")]
    public void Wrong_values_name_what_is_expected(string yaml, string message)
    {
        Assert.Equal(message, Assert.Throws<ResearchException>(() => YamlFile.Parse("t.yaml", yaml).Bind<Sample>()).Message);
    }

    [Theory]
    [InlineData("a: 1\na: 2", "t.yaml(2,1)")]
    [InlineData("a: [1", "t.yaml(")]
    [InlineData("a: [b, c\nd: [e]\nf: 1", "t.yaml(1,")]
    [InlineData("a: 1\nb: *x\nc: 2", "t.yaml(2,4): there is no anchor for '*x'")]
    [InlineData("a: 1\n---\nb: 2", "t.yaml(3,1): holds 2 YAML documents")]
    [InlineData("", "t.yaml(1,1): holds 0 YAML documents")]
    [InlineData("? [a]\n: 1", "t.yaml(1,3): a key must be plain text")]
    [InlineData("a: &x [*x]", "t.yaml(")]
    [InlineData("a: &a [x, x]\nb: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a]\nc: &c [*b, *b, *b, *b, *b, *b, *b, *b, *b]\nd: &d [*c, *c, *c, *c, *c, *c, *c, *c, *c]\ne: &e [*d, *d, *d, *d, *d, *d, *d, *d, *d]\nf: &f [*e, *e, *e, *e, *e, *e, *e, *e, *e]\ng: [*f, *f, *f]", "too many values")]
    public void What_is_not_one_clean_document_is_refused(string yaml, string reason)
    {
        Assert.Contains(reason, Assert.Throws<ResearchException>(() => YamlFile.Parse("t.yaml", yaml)).Message, StringComparison.Ordinal);
    }

    private sealed record Sample(int SeedCount, Profile Profile, IReadOnlyDictionary<int, double> Rates, IReadOnlyList<string> Names, JsonObject? Options = null, string? Note = null);
}
