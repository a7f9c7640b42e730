using System.Collections.Immutable;
using System.Globalization;
using Research.Framework.Graph;
using Research.Framework.Quantization;
using Research.Framework.Runtime;
using Research.Framework.Training;
using Research.Methods.Cadyq;
using Research.Methods.Pams;
using TorchSharp;
using TorchSharp.Modules;

namespace Research.Cli.Bench;

/// <summary>Steps of training: forward, backward, Adam; past the warm-up epoch.</summary>
internal static class TrainingSteps
{
    private static StepSchedule Constant => new(1e-6, []);

    internal static string FullPrecision(int crop) => Name("fp32", crop);

    internal static string Pams(int crop) => Name("pams", crop);

    internal static string Cadyq(int crop) => Name("cadyq", crop);

    /// <returns>A step; null where there is no contestant of this name.</returns>
    internal static Action? Find(string name, Func<SrNetwork> network) => name.Split('-') is ["train", var method, var side] && int.TryParse(side, NumberStyles.None, CultureInfo.InvariantCulture, out var crop)
        ? method switch
        {
            "fp32" => Step(new PlainTraining(network(), Constant), crop),
            "pams" => Step(PamsTask(network), crop),
            "cadyq" => Step(CadyqTask(network), crop),
            _ => null,
        }
        : null;

    private static string Name(string method, int crop) => string.Create(CultureInfo.InvariantCulture, $"train-{method}-{crop}");

    private static QatTask PamsTask(Func<SrNetwork> network)
    {
        var student = Uniform(network());
        return new QatTask(student, QuantizedNetwork.FullPrecision(network()), [new L1Term(), new AttentionDistillation(student.Network.Graph, block: 0)], Groups(student), iterations: 1);
    }

    private static QatTask CadyqTask(Func<SrNetwork> network)
    {
        var (start, student) = (Uniform(network()), new CadyqMethod().Place(network(), new CadyqOptions()));
        PamsStart.Copy(start, student);
        return new QatTask(student, start, [new L1Term(), new BitRegularisation(1e-4, 1e-6, weighted: true), new AttentionDistillation(student.Network.Graph)], Groups(student), iterations: 1);
    }

    private static QuantizedNetwork Uniform(SrNetwork network)
    {
        var uniform = new PamsMethod().Place(network, new PamsOptions());
        using var mode = torch.no_grad();
        using var scope = torch.NewDisposeScope();
        uniform.Forward(new ForwardContext { Lr = torch.rand(1, 3, 24, 24).mul(Scalars.Of(255)), WarmUp = true });
        return uniform;
    }

    private static IReadOnlyList<OptimizerGroup> Groups(QuantizedNetwork network)
    {
        return
        [
            new("weights", QatTask.Weights(network), Constant),
            new("bounds", QatTask.Bounds(network), Constant),
            .. network.Policy.State.Count == 0 ? ImmutableArray<OptimizerGroup>.Empty : [new("selectors", [.. network.Policy.State.Select(state => KeyValuePair.Create(state.Key, (Parameter)state.Value))], Constant)],
        ];
    }

    private static Action Step(ITrainingTask task, int crop)
    {
        var batch = new TrainingBatch(Picture(crop), Picture(2 * crop));
        var adam = torch.optim.Adam(task.Groups.SelectMany(group => group.Parameters).Select(parameter => parameter.Value), Constant.Start);
        var step = 1L;
        return () =>
        {
            using var scope = torch.NewDisposeScope();
            var loss = task.Loss(batch, step++);
            adam.zero_grad();
            loss.Total.backward();
            adam.step();
        };
    }

    private static torch.Tensor Picture(int side) => torch.rand(TrainingBench.Batch, side, side, 3).mul(Scalars.Of(255)).permute(0, 3, 1, 2);
}
