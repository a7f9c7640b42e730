using System.Text.Json.Nodes;
using Research.Framework.Graph;
using Research.Framework.Methods;
using Research.Framework.Quantization;
using Research.Framework.Training;
using Research.Framework.Weights;
using Research.Methods.Cadyq;
using Research.Methods.Pams;
using Research.Networks.Edsr;
using TorchSharp;

namespace Research.Tests.Methods.Cadyq;

/// <summary>Two epochs of the training against the released modules, step by step: the first follows the batches' statistics, the second clips. The rates are those before the first halving.</summary>
[Trait("tier", "real")]
public sealed class CadyqTrajectoryTests
{
    private const int Steps = 12;
    private const int OfEpoch = 6;

    /// <summary>Limits in float32: ten times what the released code differs from itself in float64.</summary>
    public static TheoryData<string, string, Limits> Runs => new()
    {
        { "official_init", "f64", Limits.Double },
        { "mixed", "f64", Limits.Double },
        { "official_init", "f32", Limits.Single },
        { "mixed", "f32", Limits.Single },
    };

    [Theory]
    [MemberData(nameof(Runs))]
    public void ItIsTheReleasedCodes(string variant, string precision, Limits limits)
    {
        var golden = JsonNode.Parse(File.ReadAllText(SharedFiles.Golden($"qat_{variant}_expected.json")))![precision]!;
        using var scope = torch.NewDisposeScope();
        using var weights = Safetensors.Read(SharedFiles.Golden($"qat_{variant}_weights.safetensors"));
        using var inputs = Safetensors.Read(SharedFiles.Golden($"qat_{variant}_inputs.safetensors"));
        using var expected = Safetensors.Read(SharedFiles.Golden($"qat_{variant}_expected.safetensors"));
        var dtype = precision == "f64" ? torch.float64 : torch.float32;
        torch.Tensor Input(string name) => inputs.Tensors[name].to_type(dtype);
        void Check(QuantizedNetwork network, string prefix, double tolerance, Func<torch.Tensor, torch.Tensor> of) =>
            CheckTensors(network, expected, $"{precision}.{prefix}", tolerance, of);

        using var teacher = Teacher(weights, dtype);
        using var student = Student(weights, dtype);
        var task = CadyqMethod.Task(student, teacher, new CadyqOptions(), new QatSchedule(300, OfEpoch, 2, 12), Budget.Paper);
        var watched = new Watched(task)
        {
            Before = step =>
            {
                if (step > 0)
                {
                    CheckBounds(student, golden["cadyq"]![step - 1]!["alpha_after"]!, limits.Bound);
                }

                if (step is 1 or OfEpoch + 1)
                {
                    Check(student, $"cadyq_grad_e{(step / OfEpoch) + 1}s1.", limits.Gradient, tensor => tensor.grad!);
                }
            },
            After = (step, loss) =>
            {
                CheckLoss(golden["cadyq"]![step]!, loss, limits);
                CheckBounds(student, golden["cadyq"]![step]!["alpha_used"]!, limits.Bound);
            },
        };
        new Trainer(step => new TrainingBatch(Input($"batch{step % OfEpoch}.lr"), Input($"batch{step % OfEpoch}.hr")), Steps).Run(watched, TestContext.Current.CancellationToken);

        Assert.Equal(Steps, watched.Told);
        CheckBounds(student, golden["cadyq"]![Steps - 1]!["alpha_after"]!, limits.Bound);
        Check(student, "cadyq_final.", limits.Final, tensor => tensor);
        var context = new ForwardContext { Lr = Input("held.lr"), WantedTaps = ["body"] };
        using var mode = torch.no_grad();
        CheckTensor(expected.Tensors[$"{precision}.held_sr"], student.Forward(context), limits.Output);
        CheckTensor(expected.Tensors[$"{precision}.held_feat"], context.Taps["body"], limits.Output);
        Assert.Equal(golden["held_bits"]![0]!.GetValue<double>(), context.Bits.Of(0).FeatureAverageBits);
    }

    private static QuantizedNetwork Teacher(StateDict weights, torch.ScalarType dtype)
    {
        var teacher = new PamsMethod().Place(Network(dtype), new PamsOptions());
        ReleasedNames.Plain(teacher.Network, weights, "stageC_teacher.");
        using var mode = torch.no_grad();
        foreach (var (name, quantizer) in teacher.Quantizers)
        {
            var parts = name.Split('.');
            var theirs = $"quant_act{(parts[^1] == "0" ? 1 : parts[^1] == "2" ? 2 : 3)}";
            ((PamsQuantizer)quantizer).Alpha.copy_(weights.Tensors[$"stageC_teacher.body.{parts[1]}.{theirs}.alpha"]);
        }

        return teacher;
    }

    /// <summary>As the method makes it: everything from the teacher but the selectors, which the golden file gives.</summary>
    private static QuantizedNetwork Student(StateDict weights, torch.ScalarType dtype)
    {
        var student = new CadyqMethod().Place(Network(dtype), new CadyqOptions());
        using var teacher = Teacher(weights, dtype);
        PamsStart.Copy(teacher, student);
        var copied = student.Quantizers.ToDictionary(pair => pair.Key, pair => ((PamsQuantizer)pair.Value).Alpha.detach().clone());
        ReleasedNames.Load(student, weights, "cadyq_init.");
        Assert.All(copied, pair => Assert.True(pair.Value.equal(((PamsQuantizer)student.Quantizers[pair.Key]).Alpha).all().item<bool>(), pair.Key));
        return student;
    }

    private static SrNetwork Network(torch.ScalarType dtype)
    {
        var network = new SrNetwork(new EdsrArchitecture().Build(new EdsrParameters(2, 8), 2));
        network.to(dtype);
        return network;
    }

    private static void CheckLoss(JsonNode expected, TrainingLoss loss, Limits limits)
    {
        var parts = loss.Parts.ToDictionary();
        void Is(string theirs, double actual, double relative) => Assert.Equal(expected[theirs]!.GetValue<double>(), actual, relative * Math.Abs(expected[theirs]!.GetValue<double>()));
        Is("loss", loss.Total.detach().to_type(torch.float64).item<double>(), limits.Loss);
        Is("l1", parts["l1"], limits.Loss);
        Is("bit_loss", parts["bits"], limits.Bits);
        Is("kd", parts["kd"], limits.Distillation);
        Assert.Equal(expected["avg_bits"]!.AsArray().Average(bits => bits!.GetValue<double>()), parts["fab"], 1e-9);
    }

    private static void CheckBounds(QuantizedNetwork network, JsonNode expected, double tolerance)
    {
        foreach (var (name, value) in expected.AsObject())
        {
            Assert.Equal(value!.GetValue<double>(), ReleasedNames.Find(network, name, tensor => tensor).to_type(torch.float64).item<double>(), tolerance);
        }
    }

    private static void CheckTensors(QuantizedNetwork network, StateDict expected, string prefix, double tolerance, Func<torch.Tensor, torch.Tensor> of)
    {
        var all = expected.Tensors.Where(pair => pair.Key.StartsWith(prefix, StringComparison.Ordinal) && !pair.Key.EndsWith("max_val", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(all);
        foreach (var (name, tensor) in all)
        {
            CheckTensor(tensor, ReleasedNames.Find(network, name[prefix.Length..], of), tolerance * Math.Max(1e-9, tensor.abs().max().to_type(torch.float64).item<double>()));
        }
    }

    private static void CheckTensor(torch.Tensor expected, torch.Tensor actual, double tolerance) =>
        Assert.InRange((actual.detach() - expected).abs().max().to_type(torch.float64).item<double>(), 0, tolerance);

    /// <param name="Loss">Relative, as the next two.</param>
    /// <param name="Bound">Absolute.</param>
    /// <param name="Gradient">Of a tensor's largest value, as the next.</param>
    /// <param name="Output">Absolute.</param>
    public sealed record Limits(double Loss, double Bits, double Distillation, double Bound, double Gradient, double Final, double Output)
    {
        internal static Limits Double { get; } = new(1e-8, 1e-8, 1e-8, 1e-8, 1e-8, 1e-8, 1e-8);

        internal static Limits Single { get; } = new(2e-6, 1e-4, 1e-4, 2e-4, 5e-3, 2e-4, 3e-4);
    }

    private sealed class Watched(ITrainingTask task) : ITrainingTask
    {
        internal required Action<int> Before { get; init; }

        internal required Action<int, TrainingLoss> After { get; init; }

        internal int Told { get; private set; }

        public IReadOnlyList<OptimizerGroup> Groups => task.Groups;

        public IReadOnlyList<KeyValuePair<string, torch.Tensor>> Buffers => task.Buffers;

        public TrainingLoss Loss(TrainingBatch batch, long step)
        {
            Before((int)step);
            var loss = task.Loss(batch, step);
            After((int)step, loss);
            Told++;
            return loss;
        }
    }
}
