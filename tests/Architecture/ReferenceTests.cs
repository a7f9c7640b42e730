using ArchUnitNET.Fluent;
using ArchUnitNET.Loader;
using static ArchUnitNET.Fluent.ArchRuleDefinition;

namespace Research.Tests.Architecture;

/// <summary>References point one way: Cli to Methods, Networks and Datasets, these to Framework, and not to each other.</summary>
[Trait("tier", "unit")]
public sealed class ReferenceTests
{
    private static readonly ArchUnitNET.Domain.Architecture Code = new ArchLoader()
        .LoadAssemblies(
            typeof(Research.Framework.Graph.NetworkGraph).Assembly,
            typeof(Research.Networks.BuiltInNetworks).Assembly,
            typeof(Research.Methods.BuiltInMethods).Assembly,
            typeof(Research.Datasets.BuiltInDatasets).Assembly,
            typeof(Research.Cli.CliContext).Assembly)
        .Build();

    [Theory]
    [InlineData("Framework", "Networks|Methods|Datasets|Cli")]
    [InlineData("Networks", "Methods|Datasets|Cli")]
    [InlineData("Methods", "Networks|Datasets|Cli")]
    [InlineData("Datasets", "Networks|Methods|Cli")]
    public void Layers_ReferToNoneBesideOrAboveThem(string layer, string forbidden) =>
        Check(Types().That().ResideInNamespaceMatching($@"^Research\.{layer}(\.|$)").Should()
            .NotDependOnAny(Types().That().ResideInNamespaceMatching($@"^Research\.({forbidden})(\.|$)")));

    [Fact]
    public void Methods_NeverReferToEachOther()
    {
        var methods = typeof(Research.Methods.BuiltInMethods).Assembly.GetTypes()
            .Select(type => type.Namespace).OfType<string>()
            .Where(name => name.StartsWith("Research.Methods.", StringComparison.Ordinal))
            .Select(name => name.Split('.')[2]).Distinct().ToList();
        Assert.True(methods.Count >= 2);
        foreach (var method in methods)
        {
            Check(Types().That().ResideInNamespaceMatching($@"^Research\.Methods\.{method}(\.|$)").Should()
                .NotDependOnAny(Types().That().ResideInNamespaceMatching($@"^Research\.Methods\.(?!{method}(\.|$))[A-Z]\w*")));
        }
    }

    [Fact]
    public void TheFramework_KnowsNoTerminal() =>
        Check(Types().That().ResideInNamespaceMatching(@"^Research\.Framework").Should()
            .NotDependOnAny(Types().That().ResideInNamespaceMatching(@"^(Spectre\.Console|System\.CommandLine)")));

    private static void Check<TRule>(TRule rule)
        where TRule : IArchRule
    {
        var violations = rule.Evaluate(Code).Where(result => !result.Passed).Select(result => result.Description).ToList();
        Assert.True(violations.Count == 0, string.Join(Environment.NewLine, violations));
    }
}
