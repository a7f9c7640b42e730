using Research.Framework.Graph;
using Research.Framework.Methods;
using Research.Framework.Quantization;
using Research.Framework.Training;
using Research.Methods.Cadyq.Figures;

namespace Research.Methods.Cadyq;

/// <summary>CADyQ: selectors choose each layer's activation bits for each image (or tile), trained from PAMS' 8-bit network and towards it.</summary>
public sealed class CadyqMethod : IQuantizationMethod
{
    internal const string Id = "cadyq";

    private const string Start = "start";
    private const string Teacher = "teacher";

    public MethodInfo Info { get; } = new(
        Id,
        1,
        "CADyQ",
        "Hong et al., CADyQ: Content-Aware Dynamic Quantization for Image Super-Resolution, ECCV 2022",
        typeof(CadyqOptions))
    {
        NeedsTraining = true,
        Figures = [new BitMapFigure(), new GradientSensitivityFigure(), new LayerSensitivityFigure(), new VisualFigure()],
        Needs = options => Uniform((CadyqOptions)options) is var identity ? [new MethodNeed(Start, identity), new MethodNeed(Teacher, identity)] : [],
    };

    public QuantizedNetwork Place(SrNetwork network, object options)
    {
        var chosen = Info.Checked<CadyqOptions>(options);
        var graph = network.Graph;
        var dtype = network[graph.Tensors[0].Name].dtype;
        return PamsPlacement.Place(
            network,
            new PamsPlacementOptions([.. chosen.Bits], chosen.W, Conv1Quantized: chosen.Conv1 == Conv1Input.Corrected),
            edges => new SelectorBits(edges, chosen.Inputs, graph.PixelRange, dtype));
    }

    public QuantizedNetwork Quantize(QuantizationRequest request, CancellationToken cancellation)
    {
        var options = (CadyqOptions)request.Options;
        var student = Place(request.Network, options);
        PamsStart.Copy(request.Needs[Start], student);
        var schedule = options.Schedule(request.Budget, request.Network.Graph.PixelRange);
        if (options.Sensitivity)
        {
            SensitivityAnalysis.Run(student, request.Training, schedule, request, cancellation);
        }

        new QatRun(request, schedule) { SelectFrom = CadyqSchedule.SelectFrom(schedule) }.Train(student, Task(student, request.Needs[Teacher], options, schedule, request.Budget), cancellation);
        return student;
    }

    /// <summary>L1, the loss of bits, and 1000 at(out) + sum of 100 at(block) against the uniform network.</summary>
    internal static QatTask Task(QuantizedNetwork student, QuantizedNetwork teacher, CadyqOptions options, QatSchedule schedule, Budget budget)
    {
        var (range, selectors) = (student.Network.Graph.PixelRange, (SelectorBits)student.Policy);
        var (start, growth) = CadyqSchedule.BitWeight(budget, schedule, range);
        var terms = new List<ILossTerm> { new L1Term() };
        if (options.BitLoss != BitLoss.None)
        {
            terms.Add(new BitRegularisation(options.BitWeight ?? start, options.BitGrowth ?? growth, options.BitLoss == BitLoss.Weighted));
        }

        if (options.Distillation)
        {
            terms.Add(new AttentionDistillation(student.Network.Graph));
        }

        var groups = new List<OptimizerGroup>
        {
            new("weights", QatTask.Weights(student), CadyqSchedule.Rate(CadyqSchedule.WeightRate(budget), schedule, range)),
            new("bounds", QatTask.Bounds(student), CadyqSchedule.Rate(CadyqSchedule.BoundRate(budget), schedule, range)),
        };
        if (selectors.Parameters.Count > 0)
        {
            groups.Add(new("selectors", selectors.Parameters, CadyqSchedule.Rate(options.SelectorRate ?? CadyqSchedule.SelectorRate(budget, range), schedule, range)));
        }

        return new QatTask(student, teacher, terms, groups, schedule.Iterations);
    }

    /// <summary>PAMS with 8-bit activations, whose placement is this one's.</summary>
    private static string Uniform(CadyqOptions options) => options.Conv1 == Conv1Input.Corrected ? $"pams[w={options.W},a=8,conv1_quantized=true]" : $"pams[w={options.W},a=8]";
}
