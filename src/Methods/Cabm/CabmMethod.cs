using System.Diagnostics;
using Research.Framework.Data;
using Research.Framework.Evaluation;
using Research.Framework.Graph;
using Research.Framework.Methods;
using Research.Framework.Quantization;
using Research.Framework.Runtime;
using Research.Framework.Training;
using Research.Methods.Cabm.Figures;

namespace Research.Methods.Cabm;

/// <summary>CABM: the selectors of a trained network make place for a table from edge scores to bits; then the network is tuned with it.</summary>
public sealed class CabmMethod : IQuantizationMethod
{
    internal const string Id = "cabm";

    private const string Start = "start";
    private const string Teacher = "teacher";
    private const int FewestPlaces = 1000;
    private const int MostPlaces = 200_000;

    public MethodInfo Info { get; } = new(
        Id,
        1,
        "CABM",
        "Tian et al., CABM: Content-Aware Bit Mapping for Single Image Super-Resolution Network with Large Input, CVPR 2023",
        typeof(CabmOptions))
    {
        NeedsCalibration = true,
        NeedsTraining = true,
        Figures = [new BitMapFigure(), new CropsOfCabm(), new BitsPerLayerFigure(), new FabMapFigure(), new FabAgainstEdgeScoreFigure()],
        Needs = options => NeedsOf((CabmOptions)options),
        Files = options => ((CabmOptions)options).Table is { } table ? [table] : [],
    };

    public QuantizedNetwork Place(SrNetwork network, object options)
    {
        var chosen = Info.Checked<CabmOptions>(options);
        var graph = network.Graph;
        if (graph.ImageChannels != 3)
        {
            throw new ResearchException($"Network '{graph.Name}' reads luma; CABM looks its bits up by the edges of RGB images.");
        }

        return PamsPlacement.Place(network, new PamsPlacementOptions([.. chosen.Bits], chosen.W, Conv1Quantized: chosen.Conv1Quantized), edges =>
        {
            var scope = Scope(graph, chosen, edges);
            if (chosen.Table is { } file)
            {
                _ = TableFile.Read(file, scope); // Said now, before its start is trained.
            }

            return new TableBits(scope);
        });
    }

    public QuantizedNetwork Quantize(QuantizationRequest request, CancellationToken cancellation)
    {
        var options = (CabmOptions)request.Options;
        var (student, start) = (Place(request.Network, options), request.Needs[Start]);
        RequireSamePlaces(start, student, options);
        PamsStart.Copy(start, student);
        var (policy, hash) = ((TableBits)student.Policy, StartHash.Of(start));
        var (tuning, final) = Tables(request, student, start, hash, cancellation);
        TableNotes.Made(request, final);
        if (options.Tune)
        {
            policy.Fill(tuning, hash);
            Tune(request, student, tuning, cancellation);
        }

        policy.Fill(final, hash);
        return student;
    }

    /// <summary>L1 and, where switched on, 1000 at(out) + sum of 100 at(block) against the uniform network.</summary>
    internal static QatTask Task(QuantizedNetwork student, QuantizedNetwork? teacher, CabmOptions options, QatSchedule schedule, Budget budget) => new(
        student,
        teacher,
        options.Distillation ? [new L1Term(), new AttentionDistillation(student.Network.Graph)] : [new L1Term()],
        [
            new OptimizerGroup("weights", QatTask.Weights(student), CabmSchedule.Rate(CabmSchedule.WeightRate(budget), schedule)),
            new OptimizerGroup("bounds", QatTask.Bounds(student), CabmSchedule.Rate(CabmSchedule.BoundRate(budget), schedule)),
        ],
        schedule.Iterations);

    private static IReadOnlyList<MethodNeed> NeedsOf(CabmOptions options) => options is { Tune: true, Distillation: true }
        ? [new MethodNeed(Start, options.StartIdentity), new MethodNeed(Teacher, options.TeacherIdentity)]
        : [new MethodNeed(Start, options.StartIdentity)];

    private static TableScope Scope(NetworkGraph graph, CabmOptions options, IEnumerable<QuantizedEdge> edges) => new(graph.Name, graph.Scale, options.RuleText(graph.PixelRange), TableLayer.Of(edges));

    private static void RequireSamePlaces(QuantizedNetwork start, QuantizedNetwork student, CabmOptions options)
    {
        static string Text(QuantizedEdge edge) => $"{edge.Name} {string.Join(',', edge.Readers)} {string.Join(',', edge.Candidates)} {edge.Counted}";
        if (!start.Edges.Select(Text).SequenceEqual(student.Edges.Select(Text), StringComparer.Ordinal))
        {
            throw new ResearchException(
                $"The start '{options.StartIdentity}' quantizes other places of '{student.Network.Graph.Name}', or to other bits, than these options: bits=[{string.Join(',', options.Bits)}], conv1_quantized={(options.Conv1Quantized ? "true" : "false")}. Both must agree.");
        }
    }

    /// <summary>The table to tune with and the final one.</summary>
    private (BitTable Tuning, BitTable Final) Tables(QuantizationRequest request, QuantizedNetwork student, QuantizedNetwork start, string hash, CancellationToken cancellation)
    {
        var (options, graph, clock) = ((CabmOptions)request.Options, student.Network.Graph, Stopwatch.StartNew());
        var scope = Scope(graph, options, student.Edges);
        if (options.Table is { } file)
        {
            var read = TableFile.Read(file, scope, hash);
            return (read, read);
        }

        var (images, count) = (request.CalibrationFor(Info), options.Images ?? CabmSchedule.Images(request.Budget));
        var entries = KeptChoices.Get(
            request.SharedFolder, hash, images.ContentHash(graph.Scale), count, scope.Layers, () => TileChoices.Collect(start, scope.Layers, images, count, request.Progress, cancellation));
        TableNotes.Seen(request, entries, scope.Layers);
        TableBuilder Builder() => new(scope.Layers, entries, options.Weighting, options.Select, request.Seeds.Random("table"));
        if (options.Rule == TableRule.Released)
        {
            request.Record(new MethodRecord("table", "buckets", "below threshold", Builder().Usable(options.Threshold)));
            request.Time("table", clock.Elapsed.TotalSeconds);
            return (Builder().Released(options.Threshold), Builder().Released(double.PositiveInfinity));
        }

        var table = Builder().Paper(Key(options.BetaOf(graph.PixelRange)), Key(options.Widening));
        request.Time("table", clock.Elapsed.TotalSeconds);
        return (table, table);
    }

    private static int Key(double score) => (int)Math.Round(score * EdgeScore.KeysPerUnit, MidpointRounding.ToEven);

    private static void Tune(QuantizationRequest request, QuantizedNetwork student, BitTable table, CancellationToken cancellation)
    {
        var options = (CabmOptions)request.Options;
        var schedule = options.Schedule(request.Budget);
        var run = new QatRun(request, schedule) { Sampling = options.Sampling == CropSampling.Uniform ? null : Sampling };
        run.Train(student, Task(student, request.Needs.GetValueOrDefault(Teacher), options, schedule, request.Budget), cancellation);

        Func<long, TrainingBatch> Sampling(IReadOnlyList<ImagePair> images)
        {
            var places = (int)Math.Clamp(schedule.Steps * schedule.Batch, FewestPlaces, MostPlaces);
            var crops = new BitOpsCrops(images, schedule.Crop, table, places, request.Seeds.Random("places"));
            foreach (var (level, probability) in new[] { "easy", "medium", "hard" }.Zip(crops.Probabilities))
            {
                request.Record(new MethodRecord("sampling", level, "probability", probability));
            }

            return new CropSampler(images, student.Network.Graph.Scale, schedule.Crop, schedule.Batch, request.Seeds.Below("crops")) { Choose = crops.Draw }.Draw;
        }
    }
}
