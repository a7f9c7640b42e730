using System.Text.Json.Nodes;
using Research.Framework.Graph;
using Research.Framework.Methods;
using Research.Framework.Quantization;
using Research.Framework.Training;
using Research.Framework.Weights;
using Research.Methods.Pams;
using Research.Networks.Edsr;
using TorchSharp;
using TorchSharp.Modules;

namespace Research.Tests.Methods.Pams;

/// <summary>Two epochs of the 8-bit stage against the released modules, step by step: the first follows the batches' statistics, the second clips.</summary>
[Trait("tier", "real")]
public sealed class PamsTrajectoryTests
{
    [Theory]
    [InlineData("official_init", "f64", 1e-8, 1e-8, 1e-8, 1e-8)]
    [InlineData("mixed", "f64", 1e-8, 1e-8, 1e-8, 1e-8)]
    [InlineData("official_init", "f32", 2e-6, 2e-4, 2e-4, 5e-3)]
    [InlineData("mixed", "f32", 2e-6, 2e-4, 2e-4, 5e-3)]
    public void ItIsTheReleasedCodes(string variant, string precision, double relative, double absolute, double output, double gradient)
    {
        var golden = JsonNode.Parse(File.ReadAllText(SharedFiles.Golden($"qat_{variant}_expected.json")))![precision]!["pams"]!.AsArray();
        using var scope = torch.NewDisposeScope();
        using var weights = Safetensors.Read(SharedFiles.Golden($"qat_{variant}_weights.safetensors"));
        using var inputs = Safetensors.Read(SharedFiles.Golden($"qat_{variant}_inputs.safetensors"));
        using var expected = Safetensors.Read(SharedFiles.Golden($"qat_{variant}_expected.safetensors"));
        var dtype = precision == "f64" ? torch.float64 : torch.float32;
        torch.Tensor Input(string name) => inputs.Tensors[name].to_type(dtype);

        using var student = new PamsMethod().Place(Network(weights, dtype), new PamsOptions());
        using var teacher = QuantizedNetwork.FullPrecision(Network(weights, dtype));
        var task = PamsMethod.Task(student, teacher, new PamsOptions(), new QatSchedule(2, 6, 2, 12), Budget.Paper);
        var steps = new List<TrainingLoss>();
        var trainer = new Trainer(step => new TrainingBatch(Input($"batch{step % 6}.lr"), Input($"batch{step % 6}.hr")), 12);
        trainer.Run(new Watched(task, (step, loss) =>
        {
            var (at, parts) = (golden[(int)step]!, loss.Parts.ToDictionary());
            Assert.Equal(at["l1"]!.GetValue<double>(), parts["l1"], relative * at["l1"]!.GetValue<double>());
            Assert.Equal(at["kd_out"]!.GetValue<double>(), parts["kd"], Math.Max(relative, precision == "f32" ? 1e-4 : 0) * at["kd_out"]!.GetValue<double>());
            CheckBounds(student, at["alpha_used"]!, absolute);
            if (step > 0)
            {
                CheckBounds(student, golden[(int)step - 1]!["alpha_after"]!, step < 6 ? double.PositiveInfinity : absolute); // The warm-up overwrites them.
            }

            if (step is 0 or 6)
            {
                loss.Total.backward();
                CheckGradients(student, expected, $"{precision}.pams_grad_e{(step / 6) + 1}s1.", gradient);
            }

            steps.Add(loss);
        }), TestContext.Current.CancellationToken);

        Assert.Equal(12, steps.Count);
        CheckBounds(student, golden[11]!["alpha_after"]!, absolute);
        var held = Input("held.lr");
        var (sr, bits) = student.Infer(held, TestContext.Current.CancellationToken);
        Assert.Equal(8, bits.FeatureAverageBits);
        Assert.InRange((sr - expected.Tensors[$"{precision}.pams_held_sr"]).abs().max().to_type(torch.float64).item<double>(), 0, output);
    }

    private static SrNetwork Network(StateDict file, torch.ScalarType dtype)
    {
        var network = new SrNetwork(new EdsrArchitecture().Build(new EdsrParameters(2, 8), 2));
        var tensors = file.Tensors.Where(pair => pair.Key.StartsWith("fp.", StringComparison.Ordinal)).Select(pair => KeyValuePair.Create(pair.Key[3..], pair.Value.alias()));
        using var state = new StateDict(file.Path, file.Sha256, file.Container, new OrderedDictionary<string, torch.Tensor>(tensors));
        network.Load(state).Dispose();
        network.to(dtype);
        return network;
    }

    private static void CheckBounds(QuantizedNetwork network, JsonNode expected, double absolute)
    {
        for (var i = 0; i < 2; i++)
        {
            foreach (var (theirs, ours) in new[] { ("quant_act1", "0"), ("quant_act2", "2"), ("quant_act3", "2.out") })
            {
                Assert.Equal(expected[$"body.{i}.{theirs}.alpha"]!.GetValue<double>(), Bound(network, $"body.{i}.body.{ours}").to_type(torch.float64).item<double>(), absolute);
            }
        }
    }

    private static void CheckGradients(QuantizedNetwork network, StateDict expected, string prefix, double relative)
    {
        foreach (var (name, tensor) in expected.Tensors.Where(pair => pair.Key.StartsWith(prefix, StringComparison.Ordinal)))
        {
            var parts = name[prefix.Length..].Split('.');
            var own = parts is ["body", var block, ['q', .. var quantizer], "alpha"]
                ? Bound(network, $"body.{block}.body.{(quantizer[^1] == '1' ? "0" : quantizer[^1] == '2' ? "2" : "2.out")}")
                : network.Network[string.Join('.', parts).Replace("body.3", "body.2", StringComparison.Ordinal)];
            var scale = Math.Max(1e-12, tensor.abs().max().to_type(torch.float64).item<double>());
            Assert.InRange((own.grad! - tensor).abs().max().to_type(torch.float64).item<double>(), 0, relative * scale);
        }
    }

    private static Parameter Bound(QuantizedNetwork network, string edge) => ((PamsQuantizer)network.Quantizers[edge]).Alpha;

    /// <summary>Tells of every loss before its gradients are taken.</summary>
    private sealed class Watched(ITrainingTask task, Action<long, TrainingLoss> tell) : ITrainingTask
    {
        public IReadOnlyList<OptimizerGroup> Groups => task.Groups;

        public IReadOnlyList<KeyValuePair<string, torch.Tensor>> Buffers => task.Buffers;

        public TrainingLoss Loss(TrainingBatch batch, long step)
        {
            var loss = task.Loss(batch, step);
            if (step is 0 or 6)
            {
                foreach (var parameter in Groups.SelectMany(group => group.Parameters))
                {
                    parameter.Value.grad?.zero_();
                }
            }

            tell(step, loss);
            return step is 0 or 6 ? task.Loss(batch, step) : loss;
        }
    }
}
