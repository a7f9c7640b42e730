using System.Text.Json.Nodes;
using Research.Framework.Graph;
using Research.Framework.Quantization;
using Research.Framework.Weights;
using Research.Methods.AdaBm;
using Research.Networks.Edsr;
using TorchSharp;

namespace Research.Tests.Methods.AdaBm;

/// <summary>Calibration, clipping and three epochs of tuning against the released code, step by step. W3A3: not checked, its reference is not at hand.</summary>
[Trait("tier", "real")]
public sealed class AdaBmTrajectoryTests
{
    private static readonly string[] Convolutions = ["body.0.conv1", "body.0.conv2", "body.1.conv1", "body.1.conv2"];

    [Theory]
    [InlineData(4, 4, "f64", 1e-8, 1e-9, 1e-6)]
    [InlineData(8, 6, "f64", 1e-8, 1e-9, 1e-6)]
    [InlineData(4, 4, "f32", 1e-5, 4e-4, 4e-4)]
    [InlineData(8, 6, "f32", 1e-5, 4e-4, 4e-4)]
    public void ItIsTheReleasedCodes(int w, int a, string precision, double relative, double absolute, double output)
    {
        var golden = JsonNode.Parse(File.ReadAllText(SharedFiles.Golden($"adabm_traj_w{w}a{a}.json")))![precision]!;
        using var scope = torch.NewDisposeScope();
        using var file = Safetensors.Read(SharedFiles.Golden($"adabm_traj_w{w}a{a}.safetensors"));
        var dtype = precision == "f64" ? torch.float64 : torch.float32;
        torch.Tensor Images(string name) => file.Tensors[name].to_type(dtype);
        var options = new AdaBmOptions(w, a) { Epochs = 3 };
        using var network = new AdaBmMethod().Place(Network(file, dtype), options);

        Calibration.Run(network, options, [Images("calib0"), Images("calib1"), Images("calib2")], _ => { }, TestContext.Current.CancellationToken);
        CheckParameters(golden["epochs"]![0]!, network, relative, absolute);
        var steps = new List<TuningStep>();
        using var tuning = new FineTuning(network, options, [.. Enumerable.Range(0, 4).Select(i => Images($"ft{i}"))])
        {
            OnStep = steps.Add,
            OnEpoch = epoch => CheckParameters(golden["epochs"]![epoch + 1]!, network, relative, absolute),
        };
        tuning.Run(TestContext.Current.CancellationToken);
        CheckSteps(golden, steps, relative);

        for (var i = 0; i < 3; i++)
        {
            var (sr, bits) = network.Infer(Images("held").narrow(0, i, 1), TestContext.Current.CancellationToken);
            Assert.Equal(golden["held_bits"]![i]!.GetValue<double>(), bits.FeatureAverageBits * Convolutions.Length);
            Assert.InRange((sr - file.Tensors[$"{precision}.held_sr{i}"]).abs().max().to_type(torch.float64).item<double>(), 0, output);
        }
    }

    private static SrNetwork Network(StateDict file, torch.ScalarType dtype)
    {
        var network = new SrNetwork(new EdsrArchitecture().Build(new EdsrParameters(2, 8), 2));
        var weights = file.Tensors.Where(pair => pair.Key.StartsWith("w.", StringComparison.Ordinal)).Select(pair => KeyValuePair.Create(pair.Key[2..], pair.Value.alias()));
        using var state = new StateDict(file.Path, file.Sha256, file.Container, new OrderedDictionary<string, torch.Tensor>(weights));
        network.Load(state).Dispose();
        network.to(dtype);
        return network;
    }

    private static void CheckSteps(JsonNode golden, List<TuningStep> steps, double relative)
    {
        Assert.Equal(12, steps.Count);
        foreach (var (i, step) in steps.Index())
        {
            var epoch = golden["epochs"]![1 + (i / 4)]!;
            double Expected(string key) => epoch[key]![i % 4]!.GetValue<double>();
            Assert.Equal(Expected("pix"), step.Pixel, relative * Expected("pix"));
            Assert.Equal(Expected("skt"), step.Skip, relative * Expected("skt"));
            Assert.Equal(Expected("bit"), step.Bit, relative);
            Assert.Equal(epoch["bits_per_sample_sum"]![i % 4]!.AsArray().Sum(bits => bits!.GetValue<double>()), step.Bits * 2 * Convolutions.Length, 1e-5);
        }
    }

    private static void CheckParameters(JsonNode epoch, QuantizedNetwork network, double relative, double absolute)
    {
        var expected = epoch["qparams"]!;
        void Check(string name, torch.Tensor actual)
        {
            var value = expected[name]!.GetValue<double>();
            Assert.Equal(value, actual.detach().to_type(torch.float64).item<double>(), Math.Max(relative * Math.Abs(value), absolute));
        }

        var policy = (ImageAndLayerBits)network.Policy;
        Check("measure_l", policy.Image!.Lower);
        Check("measure_u", policy.Image.Upper);
        foreach (var name in Convolutions)
        {
            var edge = name.Replace("conv1", "body.0", StringComparison.Ordinal).Replace("conv2", "body.2", StringComparison.Ordinal);
            var quantizer = (ActivationQuantizer)network.Quantizers[edge];
            Check($"{name}.lower_a", quantizer.Lower);
            Check($"{name}.upper_a", quantizer.Upper);
            Check($"{name}.upper_w", ((WeightQuantizer)network.WeightQuantizers[$"{edge}.weight"]).Limit);
            Check($"{name}.measure_layer", policy.Layers[edge].Measure);
        }
    }
}
