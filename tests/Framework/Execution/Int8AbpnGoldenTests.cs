using System.Text.Json.Nodes;
using Research.Framework.Execution;
using Research.Framework.Graph;
using Research.Framework.Quantization;
using Research.Framework.Weights;
using Research.Networks;
using TorchSharp;

namespace Research.Tests.Framework.Execution;

/// <summary>Every integer of ABPN x3 on a crop, against an independent simulator. INT8 XLSR: not checked, its reference is not at hand.</summary>
[Trait("tier", "real")]
public sealed class Int8AbpnGoldenTests
{
    private static readonly JsonNode Golden = JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "golden", "int8_ABPN_x3.json")))!;

    [Theory]
    [InlineData("clipped")]
    [InlineData("tamed_raw")]
    public void EveryTensor_IsTheReferencesBitForBit(string result)
    {
        SharedFiles.Weights("ABPN_M4C28-etds_x3.safetensors");
        using var crop = Safetensors.Read(SharedFiles.Golden($"int8_ABPN_x3_{result}_crop.safetensors"));
        using var loaded = new NetworkLoader(BuiltInNetworks.Create(), SharedFiles.Paths).Load(BuiltInWeights.Create().Find("ABPN_M4C28-etds_x3"), 3);
        var graph = loaded.Network.Graph;
        var plan = IntegerPlan.Of(result == "clipped" ? TerminalClip.Added(graph) : graph);
        using var network = IntegerQuantization.Place(plan, loaded.Network.With(plan.Graph), perChannel: true, new IntegerEngine(OutputReading.Raw));
        IntegerQuantization.Fit(network, plan.Tie(Ranges(plan, result)));

        using var scope = torch.NewDisposeScope();
        var lr = crop.Tensors["input_u8"].to_type(torch.float32).unsqueeze(0);
        foreach (var exact in new[] { false, true })
        {
            var integers = IntegerNetwork.Of(network, exact: exact);
            var codes = integers.Trace(lr, TestContext.Current.CancellationToken);
            foreach (var (name, reference) in crop.Tensors.Where(tensor => tensor.Key.StartsWith("q.", StringComparison.Ordinal)))
            {
                var value = ValueOf(name[2..]);
                Assert.Equal((Tensor(result, name[2..])["scale"]!.GetValue<double>(), Tensor(result, name[2..])["zero_point"]!.GetValue<int>()), (integers.Grid(value).Scale, integers.Grid(value).ZeroPoint));
                Assert.Equal(Numbers(reference), Numbers(codes[value]));
            }

            foreach (var (name, weights) in integers.Weights)
            {
                var key = name[..^".weight".Length];
                Assert.Equal(Numbers(crop.Tensors[$"{key}.w_q"]), weights.Codes);
                Assert.Equal(Numbers(crop.Tensors[$"{key}.b_q"]), weights.Bias.Select(bias => (double)bias));
                Assert.Equal(Numbers(crop.Tensors[$"{key}.w_scale"]), weights.Scales);
                Assert.Equal(Numbers(crop.Tensors[$"{key}.multiplier"]), weights.Multipliers);
            }
        }

        Assert.Equal(Numbers(crop.Tensors["pixels"]), Numbers(network.Infer(lr, TestContext.Current.CancellationToken).Sr.squeeze(0).permute(1, 2, 0)));
    }

    private static JsonNode Tensor(string result, string name) => Golden["results"]![result]!["tensors"]![name]!;

    /// <summary>By our names; what codes pass through unchanged has the range of what it passes.</summary>
    private static Dictionary<string, ValueRange> Ranges(IntegerPlan plan, string result)
    {
        var known = Golden["results"]![result]!["tensors"]!.AsObject().ToDictionary(
            tensor => ValueOf(tensor.Key), tensor => new ValueRange(tensor.Value!["range"]![0]!.GetValue<double>(), tensor.Value["range"]![1]!.GetValue<double>()), StringComparer.Ordinal);
        return plan.Values.ToDictionary(value => value.Name, value => known.GetValueOrDefault(value.Name), StringComparer.Ordinal);
    }

    private static string ValueOf(string name) => name switch
    {
        "in" => "input",
        "add_anchor" => "anchored",
        "backbone.8" => name,
        _ => $"{name}.relu",
    };

    private static double[] Numbers(torch.Tensor tensor) => tensor.to_type(torch.float64).contiguous().data<double>().ToArray();
}
