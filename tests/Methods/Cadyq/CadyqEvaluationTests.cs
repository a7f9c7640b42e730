using System.Text.Json.Nodes;
using Research.Framework.Graph;
using Research.Framework.Quantization;
using Research.Framework.Runtime;
using Research.Framework.Weights;
using Research.Methods.Cadyq;
using Research.Networks.Carn;
using Research.Networks.Edsr;
using Research.Networks.Idn;
using Research.Networks.SrResNet;
using TorchSharp;

namespace Research.Tests.Methods.Cadyq;

/// <summary>Decisions, outputs and features of the released networks in evaluation, for a batch whose samples choose differently.</summary>
[Trait("tier", "real")]
public sealed class CadyqEvaluationTests
{
    private static readonly int[] Candidates = [4, 6, 8];

    public static TheoryData<string, string, double> Networks => new()
    {
        { "EDSR", "f64", 1e-8 },
        { "CARN", "f64", 1e-8 },
        { "IDN", "f64", 1e-8 },
        { "SRResNet", "f64", 1e-8 },
        { "EDSR", "f32", 1e-4 },
        { "CARN", "f32", 1e-3 }, // Of white = 1 there, of 255 here.
        { "IDN", "f32", 1e-4 },
        { "SRResNet", "f32", 1e-4 },
    };

    [Theory]
    [MemberData(nameof(Networks))]
    public void ItIsTheReleasedNetworks(string name, string precision, double output)
    {
        using var scope = torch.NewDisposeScope();
        var golden = JsonNode.Parse(File.ReadAllText(SharedFiles.Golden($"cadyq_eval_{name}.json")))![precision]!;
        using var file = Safetensors.Read(SharedFiles.Golden($"cadyq_eval_{name}.safetensors"));
        using var plain = new SrNetwork(Build(name));
        var dtype = precision == "f64" ? torch.float64 : torch.float32;
        plain.to(dtype);
        using var network = new CadyqMethod().Place(plain, new CadyqOptions());
        ReleasedNames.Load(network, file, "w.");
        var blocks = (int)file.Tensors["f64.block_feats"].shape[0];
        string[] taps = [.. Enumerable.Range(0, blocks).Select(i => $"block[{i}].{(name == "SRResNet" ? "conv2" : "residual")}")];
        var context = new ForwardContext { Lr = file.Tensors["input"].to_type(dtype), WantedTaps = [.. taps, "body"] };
        var sr = network.Forward(context);

        Check(file.Tensors[$"{precision}.sr"].mul(Scalars.Of(name == "CARN" ? 255 : 1)), sr, output);
        CheckFeature(file.Tensors["f64.feat"], context.Taps["body"], precision);
        foreach (var (i, tap) in taps.Index())
        {
            CheckFeature(file.Tensors["f64.block_feats"].select(0, i), context.Taps[tap], precision);
        }

        CheckDecisions(golden, network, context, precision);
    }

    private static void CheckDecisions(JsonNode golden, QuantizedNetwork network, ForwardContext context, string precision)
    {
        var decisions = context.Bits.Entries.ToDictionary(entry => entry.Edge.Name, entry => entry.Bits, StringComparer.Ordinal);
        var edges = ReleasedNames.Selectors(network.Network.Graph).Values.ToList();
        Assert.Equal(edges.Order(StringComparer.Ordinal), context.Bits.Entries.Where(entry => entry.Edge.Counted).Select(entry => entry.Edge.Name).Order(StringComparer.Ordinal));
        foreach (var (edge, expected) in edges.Zip(golden["decisions_index_per_selector"]!.AsArray()))
        {
            Assert.Equal(expected!.AsArray().Select(index => Candidates[index!.GetValue<int>()]), decisions[edge].PerSample);
        }

        for (var sample = 0; sample < 4; sample++)
        {
            Assert.Equal(golden["bits_sum"]![sample]!.GetValue<double>(), context.Bits.Of(sample).FeatureAverageBits * edges.Count, 1e-9);
            var weighted = edges.Sum(edge => decisions[edge].PerSample[sample] / Expected(decisions[edge], sample));
            Assert.Equal(golden["weighted_bits"]![sample]!.GetValue<double>(), weighted, precision == "f64" ? 1e-8 : 1e-4);
        }
    }

    private static double Expected(BitDecision bits, int sample) =>
        bits.Probabilities![sample].to_type(torch.float64).data<double>().ToArray().Zip(Candidates, (share, candidate) => share * candidate).Sum();

    private static NetworkGraph Build(string name) => name switch
    {
        "EDSR" => new EdsrArchitecture().Build(new EdsrParameters(2, 8), 4),
        "CARN" => new CarnArchitecture().Build(new CarnParameters(8), 4),
        "IDN" => new IdnRgbArchitecture().Build(new IdnRgbParameters(16, 4, 2), 2),
        _ => new SrResNetArchitecture().Build(new SrResNetParameters(2, PreluSlopes.Shared, Features: 8, BodyBias: true), 4),
    };

    /// <summary>Features are kept in float32; computed in it, a single value may be rounded to the level beside.</summary>
    private static void CheckFeature(torch.Tensor expected, torch.Tensor actual, string precision)
    {
        var largest = expected.abs().max().to_type(torch.float64).item<double>();
        Check(expected, actual, (precision == "f64" ? 1e-7 : 1e-2) * largest);
        Assert.InRange((actual.detach() - expected).abs().mean().to_type(torch.float64).item<double>(), 0, 2e-5 * largest);
    }

    private static void Check(torch.Tensor expected, torch.Tensor actual, double tolerance)
    {
        Assert.Equal(expected.shape, actual.shape);
        Assert.InRange((actual.detach().to_type(torch.float64) - expected.to_type(torch.float64)).abs().max().item<double>(), 0, tolerance);
    }
}
