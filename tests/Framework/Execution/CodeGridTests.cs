using Research.Framework.Execution;
using Research.Framework.Graph;
using Research.Framework.Quantization;
using Research.Networks.Abpn;
using Research.Networks.Edsr;
using Research.Networks.Espcn;
using Research.Framework.Graph.Operations;

namespace Research.Tests.Framework.Execution;

/// <summary>What codes mean, and which tensors share it.</summary>
[Trait("tier", "unit")]
public sealed class CodeGridTests
{
    [Theory]
    [InlineData(0, 255, 1, -128)]
    [InlineData(0, 1, 1.0 / 255, -128)]
    [InlineData(3, 10, 10.0 / 255, -128)]
    [InlineData(-255, 0, 1, 127)]
    [InlineData(-9.4, 261.9, 271.3 / 255, -119)]
    [InlineData(0, 0, 1, -128)]
    public void ARange_IsWidenedToZero(double low, double high, double scale, int zeroPoint)
    {
        var grid = CodeGrid.Of(new ValueRange(low, high));
        Assert.Equal(scale, grid.Scale, 1e-12);
        Assert.Equal(zeroPoint, grid.ZeroPoint);
        Assert.Equal(0, grid.Centred(0));
    }

    [Fact]
    public void OperationsThatFixTheirGrid_DoSoWhateverWasSeen()
    {
        var plan = IntegerPlan.Of(new EspcnArchitecture().Build(new NoParameters(), 2));
        var ranges = plan.Tie(plan.Values.ToDictionary(value => value.Name, _ => new ValueRange(-7, 7), StringComparer.Ordinal));
        Assert.Equal(new CodeGrid(1.0 / 255, -128), CodeGrid.Of(ranges["input"]));
        Assert.Equal(new CodeGrid(1.0 / 128, 0), CodeGrid.Of(ranges["conv1.tanh"]));
        Assert.Equal(new CodeGrid(1.0 / 256, -128), CodeGrid.Of(ranges["conv3.sigmoid"]));
        Assert.Equal(new CodeGrid(1.0 / 256, -128), CodeGrid.Of(ranges[plan.Graph.Output.Name]));
        Assert.Equal(Math.Atanh(255.0 / 256), ranges["conv1"].High, 1e-12);
        Assert.Equal(-Math.Log(511), ranges["conv3"].Low, 1e-12);
    }

    [Fact]
    public void APinnedOutput_HoldsForAllThatIsTiedToIt()
    {
        var plan = IntegerPlan.Of(new AbpnArchitecture().Build(new AbpnParameters(), 3));
        var ranges = plan.Tie(plan.Values.ToDictionary(value => value.Name, _ => new ValueRange(-0.1, 1.2), StringComparer.Ordinal), new ValueRange(0, 1));
        Assert.Equal(new CodeGrid(1.0 / 255, -128), CodeGrid.Of(ranges["anchored"]));
        Assert.Equal(ranges["anchored"], ranges[plan.Graph.Output.Name]);
        Assert.Equal(new ValueRange(-0.1, 1.2), ranges["backbone.8"]);
    }

    [Fact]
    public void WhatTheClipReads_EndsAtItsUpperEnd()
    {
        var plan = IntegerPlan.Of(new EdsrArchitecture().Build(new EdsrParameters(2, 8) { MeanShift = false, Upsampler = EdsrUpsampler.Direct }, 2));
        var ranges = plan.Tie(plan.Values.ToDictionary(value => value.Name, _ => new ValueRange(-20, 300), StringComparer.Ordinal));
        Assert.Equal(new ValueRange(-20, 255), ranges["tail.0"]);
        Assert.Equal(new ValueRange(0, 255), ranges["tail.0.clip"]);
    }

    [Fact]
    public void EveryInputOfAConvolution_IsAnEdgeAt8Bits()
    {
        var b = new NetworkBuilder("two", 1, pixelRange: 1);
        var head = b.Relu(b.Conv("a", b.Input, 3, 3, Role.Head));
        var plan = IntegerPlan.Of(b.Build(b.Offset(b.Add("sum", b.Conv("b", head, 3, 3, Role.Body), head), 1)));
        Assert.Equal(["input", "a.relu", "b", "sum.offset"], plan.Edges.Select(edge => edge.Name));
        Assert.All(plan.Graph.Sites, site => Assert.Contains(plan.Edges, edge => edge.Value == site.Input && edge.Readers.Contains(site.Node) && edge.Candidates is [8]));
        Assert.IsType<Add>(plan.Graph.Nodes[3].Operation);
    }
}
