using System.Collections.Immutable;
using System.Globalization;
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
    private readonly TrainingRecipe _recipe;
    private readonly StartingWeights? _start;
    private readonly CellKey _key;

    private TrainingRun(TrainingRecipe recipe, StartingWeights? start, ResearchPaths paths, NetworkGraph graph, ImmutableArray<ImageDataset> sets, ImageDataset validation, TrainingImages images)
    {
        (_recipe, _start, Graph, Sets, Validation, Images) = (recipe, start, graph, sets, validation, images);
        _key = TrainingKey.Of(recipe, sets, start);
        Folder = Path.Combine(paths.RunsRoot, "train", $"{recipe.Name}-{_key.Short}");
    }

    public NetworkGraph Graph { get; }

    public ImmutableArray<ImageDataset> Sets { get; }

    public ImageDataset Validation { get; }

    public TrainingImages Images { get; }

    /// <summary>Of the checkpoints, and of what is noted of every step.</summary>
    public string Folder { get; }

    public IProgress<TrainingProgress>? Progress { get; init; }

    public TrainingSettings Settings { get; init; } = new();

    /// <summary>Opens the sets and reads their images.</summary>
    /// <exception cref="ResearchException">A set or the weights to start from are not at hand, no image is as large as the crop, or an image of the validation set is trained on.</exception>
    public static TrainingRun Prepare(
        TrainingRecipe recipe, Catalogs catalogs, ResearchPaths paths, IProgress<TrainingProgress>? progress, CancellationToken cancellation, TrainingSettings? settings = null)
    {
        var start = StartingWeights.Find(recipe, catalogs, paths);
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
        return new TrainingRun(recipe, start, paths, graph, sets, validation.Images, TrainingImages.Read(sets, recipe.Scale, recipe.Crop, cancellation)) { Progress = progress, Settings = settings ?? new() };
    }

    /// <summary>Trains, or goes on where an interrupted training of the same recipe and images stood, measures, and writes weights and log.</summary>
    /// <param name="output">The safetensors file; the log is written beside it as CSV.</param>
    public TrainingReport Execute(string output, CancellationToken cancellation)
    {
        using var writer = Lock(Folder);
        var seeds = new Seeds(_recipe.Seed);
        var network = new SrNetwork(Graph);
        using var owner = QuantizedNetwork.FullPrecision(network);
        Initialisation.Fill(network, seeds.Below("initial"), _recipe.Initial);
        _start?.Into(network);
        var outcome = Train(network, new CropSampler(Images.Pairs, _recipe.Scale, _recipe.Crop, _recipe.Batch, seeds.Below("crops")), cancellation);

        var validation = new Evaluator(new WholeImageProtocol(), [LumaPsnr.Y]).Run(owner, Validation, cancellation);
        var log = Path.ChangeExtension(output, ".csv");
        Safetensors.Write(output, Graph.Tensors.Select(tensor => KeyValuePair.Create(tensor.Name, network[tensor.Name])), Metadata(validation));
        AtomicFile.WriteAllBytes(log, outcome.Log.ToCsv());
        return new TrainingReport(output, log, outcome, validation);
    }

    private TrainingOutcome Train(SrNetwork network, CropSampler sampler, CancellationToken cancellation)
    {
        var journals = new List<ITrainingJournal>();
        if (Settings.StepTable)
        {
            journals.Add(new StepTable(Path.Combine(Folder, "steps.csv")));
        }

        if (Settings.Events)
        {
            journals.Add(new EventFiles(Path.Combine(Folder, "events"), TimeProvider.System));
        }

        try
        {
            var trainer = new Trainer(sampler.Draw, _recipe.Steps)
            {
                Checkpoints = new CheckpointFolder(Folder) { Notices = Settings.Notices },
                CheckpointInterval = Settings.CheckpointInterval,
                LogEvery = _recipe.LogEvery,
                Progress = Progress,
                Journals = journals,
            };
            return trainer.Run(new PlainTraining(network, _recipe.Schedule, _recipe.Loss), cancellation);
        }
        finally
        {
            journals.ForEach(journal => journal.Dispose());
        }
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

    private Dictionary<string, string> Metadata(EvaluationResult validation)
    {
        var io = Graph.ImageChannels == 1 ? WeightsIo.Y : WeightsIo.Rgb;
        var entry = new WeightsEntry(_recipe.Name, _recipe.Network, _recipe.Parameters, [_recipe.Scale], null, [], _recipe.Licence, Graph.PixelRange, io);
        var metadata = new Dictionary<string, string>(WeightsMetadata.Of(entry), StringComparer.Ordinal)
        {
            ["trained_on"] = string.Join(", ", Sets.Select(set => set.Name)),
            ["training"] = _key.Hash,
            ["validation"] = string.Create(CultureInfo.InvariantCulture, $"{validation.Dataset} psnr:y {validation.Mean(LumaPsnr.Y.Info.Id):F4} dB"),
        };
        if (_start is not null)
        {
            metadata["started_from"] = $"{_start.Entry.Id} {_start.Hash()}";
        }

        return metadata;
    }
}
