using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Research.Framework.Data;
using Research.Framework.Evaluation;
using Research.Framework.Experiments;
using Research.Framework.Graph;
using Research.Framework.Metrics;
using Research.Framework.Quantization;
using Research.Framework.Runtime;
using Research.Framework.Weights;

namespace Research.Framework.Training;

/// <summary>From a recipe to a weights file.</summary>
public sealed class TrainingRun
{
    /// <summary>Changes with anything that changes the weights that a recipe gives.</summary>
    private const int Version = 1;

    private readonly TrainingRecipe _recipe;
    private readonly ResearchPaths _paths;

    private TrainingRun(TrainingRecipe recipe, ResearchPaths paths, NetworkGraph graph, ImmutableArray<ImageDataset> sets, ImageDataset validation, TrainingImages images) =>
        (_recipe, _paths, Graph, Sets, Validation, Images) = (recipe, paths, graph, sets, validation, images);

    public NetworkGraph Graph { get; }

    public ImmutableArray<ImageDataset> Sets { get; }

    public ImageDataset Validation { get; }

    public TrainingImages Images { get; }

    public IProgress<TrainingProgress>? Progress { get; init; }

    /// <summary>Opens the sets and reads their images.</summary>
    /// <exception cref="ResearchException">A set is not at hand, no image is as large as the crop, or an image of the validation set is trained on.</exception>
    public static TrainingRun Prepare(TrainingRecipe recipe, Catalogs catalogs, ResearchPaths paths, IProgress<TrainingProgress>? progress, CancellationToken cancellation)
    {
        var skipped = new List<SkippedPart>();
        OpenedDataset Open(DatasetChoice choice) => OpenedDataset.Open(choice, catalogs, paths, skipped) ?? throw new ResearchException($"{recipe.Name}: the data set '{choice.Prefer}' is not at hand.");
        var sets = recipe.Images.Select(choice => Open(choice).Images).ToImmutableArray();
        var validation = Open(recipe.Validation);
        var leaks = sets.SelectMany(set => LeakGuard.Find(set, [validation], [recipe.Scale])).ToList();
        if (leaks.Count > 0)
        {
            throw new ResearchException($"{recipe.Name} would be validated on images that it is trained on: {string.Join(", ", leaks.Take(3))} ({leaks.Count} in all).");
        }

        var graph = catalogs.Networks.Find(recipe.Network).Build(recipe.Parameters, recipe.Scale);
        return new TrainingRun(recipe, paths, graph, sets, validation.Images, TrainingImages.Read(sets, recipe.Scale, recipe.Crop, cancellation)) { Progress = progress };
    }

    /// <summary>Trains, or goes on where an interrupted training of the same recipe and images stood, measures, and writes weights and log.</summary>
    /// <param name="output">The safetensors file; the log is written beside it as CSV.</param>
    public TrainingReport Execute(string output, CancellationToken cancellation)
    {
        var key = new CellKey(Key());
        var folder = Path.Combine(_paths.RunsRoot, "train", $"{_recipe.Name}-{key.Short}");
        using var writer = Lock(folder);
        var seeds = new Seeds(_recipe.Seed);
        var network = new SrNetwork(Graph);
        using var owner = QuantizedNetwork.FullPrecision(network);
        Initialisation.Fill(network, seeds.Below("initial"), _recipe.Initial);
        var sampler = new CropSampler(Images.Pairs, _recipe.Scale, _recipe.Crop, _recipe.Batch, seeds.Below("crops"));
        var trainer = new Trainer(sampler.Draw, _recipe.Steps) { Checkpoints = new CheckpointFolder(folder), LogEvery = _recipe.LogEvery, Progress = Progress };
        var outcome = trainer.Run(new PlainTraining(network, _recipe.Schedule), cancellation);

        var validation = new Evaluator(new WholeImageProtocol(), [LumaPsnr.Y]).Run(owner, Validation, cancellation);
        var log = Path.ChangeExtension(output, ".csv");
        Safetensors.Write(output, Graph.Tensors.Select(tensor => KeyValuePair.Create(tensor.Name, network[tensor.Name])), Metadata(key, validation));
        AtomicFile.WriteAllBytes(log, outcome.Log.ToCsv());
        return new TrainingReport(output, log, outcome, validation);
    }

    private static FileStream Lock(string folder)
    {
        Directory.CreateDirectory(folder);
        var file = Path.Combine(folder, "lock");
        try
        {
            return new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException problem)
        {
            throw new ResearchException($"This training is running already: another process holds '{file}'.", problem);
        }
    }

    private JsonObject Key()
    {
        var key = new JsonObject
        {
            ["trainer"] = Version,
            ["network"] = _recipe.Network,
            ["parameters"] = _recipe.Parameters.DeepClone(),
            ["scale"] = _recipe.Scale,
            ["images"] = new JsonArray([.. Sets.Select(set => JsonValue.Create(set.ContentHash(_recipe.Scale)))]),
            ["crop"] = _recipe.Crop,
            ["batch"] = _recipe.Batch,
            ["steps"] = _recipe.Steps,
            ["schedule"] = JsonSerializer.SerializeToNode(_recipe.Schedule),
            ["seed"] = _recipe.Seed,
            ["log_every"] = _recipe.LogEvery,
        };
        if (_recipe.Initial != InitialWeights.Pytorch)
        {
            key["initial"] = _recipe.Initial.ToString(); // Absent at its default: older checkpoints stay good.
        }

        return key;
    }

    private Dictionary<string, string> Metadata(CellKey key, EvaluationResult validation)
    {
        var entry = new WeightsEntry(_recipe.Name, _recipe.Network, _recipe.Parameters, [_recipe.Scale], null, [], _recipe.Licence, Graph.PixelRange);
        return new Dictionary<string, string>(WeightsMetadata.Of(entry), StringComparer.Ordinal)
        {
            ["trained_on"] = string.Join(", ", Sets.Select(set => set.Name)),
            ["training"] = key.Hash,
            ["validation"] = string.Create(CultureInfo.InvariantCulture, $"{validation.Dataset} psnr:y {validation.Mean(LumaPsnr.Y.Info.Id):F4} dB"),
        };
    }
}
