using System.Collections.Concurrent;
using System.Diagnostics;
using Research.Framework.Evaluation;
using Research.Framework.Graph;
using Research.Framework.Methods;
using Research.Framework.Quantization;
using Research.Framework.Runtime;

namespace Research.Framework.Experiments;

/// <summary>Gives the networks of cells: loads what is kept, and makes the rest after what it needs. Each network is made once, for all cells and all processes.</summary>
internal sealed class QuantizedNetworks(ExperimentPlan plan, CellKeys keys, NetworkLoader loader, ResearchPaths paths, IRunProgress progress)
{
    private readonly HashSet<string> _needed = [.. plan.Cells.SelectMany(NeedsOf).Select(cell => cell.Label)];
    private readonly ConcurrentDictionary<string, string> _failures = new(StringComparer.Ordinal);

    /// <summary>Every cell that a cell needs, directly or not.</summary>
    public static IEnumerable<QuantizeCell> NeedsOf(QuantizeCell cell) => cell.Needs.SelectMany(need => NeedsOf(need.Cell).Append(need.Cell));

    public CellFolder Folder(QuantizeCell cell) => new(paths, cell, keys.Quantize(cell));

    /// <summary>Whether its method takes its network: asked before others are trained for it.</summary>
    public bool HasPlace(QuantizeCell cell)
    {
        try
        {
            RequirePlace(cell);
            return true;
        }
        catch (ResearchException)
        {
            return false;
        }
    }

    public bool IsKept(QuantizeCell cell) => Folder(cell).Network.Read(keys.Quantize(cell)) is not null;

    /// <summary>What has to be made before the networks of some cells can be, each after what it needs itself.</summary>
    /// <param name="anew">The networks of these cells are made also where they are kept; those that they need are not.</param>
    public IEnumerable<QuantizeCell> Missing(IEnumerable<QuantizeCell> cells, bool anew) => cells
        .Where(cell => anew || !IsKept(cell))
        .SelectMany(cell => cell.Needs)
        .Where(need => !IsKept(need.Cell))
        .SelectMany(need => Missing([need.Cell], anew: false).Append(need.Cell))
        .DistinctBy(cell => cell.Label);

    /// <summary>The caller holds the cell's lock, and owns the network.</summary>
    /// <param name="anew">Also where a network is kept.</param>
    /// <exception cref="ResearchException">It cannot be made, or what it needs cannot.</exception>
    public MadeNetwork Get(QuantizeCell cell, bool anew, CancellationToken cancellation)
    {
        if (_failures.TryGetValue(cell.Label, out var known))
        {
            throw new ResearchException(known); // Many may need it; it is tried once a run.
        }

        try
        {
            return (anew ? null : Load(cell)) ?? Make(cell, anew, cancellation);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            _failures[cell.Label] = CellFailure.Describe(error);
            throw;
        }
    }

    /// <summary>Makes a network for those who need it, where none is kept.</summary>
    public void Prepare(QuantizeCell cell, CancellationToken cancellation)
    {
        try
        {
            Need(cell, cancellation).Dispose();
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            // Those who need it will say so.
        }
    }

    private MadeNetwork Need(QuantizeCell cell, CancellationToken cancellation)
    {
        using var writer = Folder(cell).Lock(cancellation);
        if (IsKept(cell))
        {
            return Get(cell, anew: false, cancellation);
        }

        progress.Started(cell);
        try
        {
            return Get(cell, anew: false, cancellation);
        }
        finally
        {
            progress.Ended(cell);
        }
    }

    private void RequirePlace(QuantizeCell cell)
    {
        if (!cell.Method.Needs.IsEmpty)
        {
            Owned(loader.Load(cell.Network.Weights, cell.Network.Scale).Network, network => cell.Method.Method.Place(network, cell.Method.Options)).Dispose();
        }
    }

    private MadeNetwork? Load(QuantizeCell cell)
    {
        var kept = Folder(cell).Network;
        if (kept.Read(keys.Quantize(cell)) is not { } note)
        {
            return null;
        }

        var loaded = loader.Load(cell.Network.Weights, cell.Network.Scale);
        var placed = Owned(loaded.Network, network => cell.Method.Method.Place(network, cell.Method.Options));
        try
        {
            kept.LoadInto(placed);
            return new MadeNetwork(placed, loaded.Sha256, note.Seconds, note.Notes, []);
        }
        catch (ResearchException)
        {
            placed.Dispose();
            return null; // Of a program that placed other quantizers.
        }
    }

    private MadeNetwork Make(QuantizeCell cell, bool anew, CancellationToken cancellation)
    {
        var needs = new Dictionary<string, MadeNetwork>(StringComparer.Ordinal);
        try
        {
            RequirePlace(cell);
            foreach (var (part, needed) in cell.Needs)
            {
                needs.Add(part, Needed(part, needed, cancellation));
            }

            var folder = Folder(cell);
            var keeps = cell.Method.Method.Info.KeepsNetwork || _needed.Contains(cell.Label);
            if (anew)
            {
                folder.RemoveCheckpoints();
            }

            var start = Stopwatch.GetTimestamp();
            var loaded = loader.Load(cell.Network.Weights, cell.Network.Scale);
            var info = cell.Method.Method.Info;
            var notebook = new MethodNotebook();
            var quantized = Owned(loaded.Network, network => cell.Method.Method.Quantize(
                new QuantizationRequest
                {
                    Network = network,
                    Options = cell.Method.Options,
                    Seeds = new Seeds(cell.Seed),
                    Calibration = info.NeedsCalibration ? plan.Calibration?.Images : null,
                    Training = info.NeedsTraining ? [.. plan.Training.Select(set => set.Images)] : [],
                    Validator = info.NeedsTraining && plan.Validation is { } validation ? new PsnrValidator(validation.Images) : null,
                    Needs = needs.ToDictionary(need => need.Key, need => need.Value.Network, StringComparer.Ordinal),
                    Budget = plan.Profile,
                    Progress = new Relay<MethodProgress>(step => progress.Advanced(cell, step)),
                    Notebook = notebook,
                    CheckpointFolder = keeps ? folder.Checkpoints : null,
                    JournalFolder = keeps ? folder.Journals : null,
                    SharedFolder = Path.Combine(paths.RunsRoot, "shared"),
                },
                cancellation));
            var made = new MadeNetwork(quantized, loaded.Sha256, Stopwatch.GetElapsedTime(start).TotalSeconds, notebook.Notes, [.. needs.Values]);
            if (keeps)
            {
                Keep(made, folder, keys.Quantize(cell));
            }

            return made;
        }
        catch
        {
            foreach (var need in needs.Values)
            {
                need.Dispose();
            }

            throw;
        }
    }

    private static void Keep(MadeNetwork made, CellFolder folder, CellKey key)
    {
        try
        {
            folder.Network.Keep(made.Network, new KeptNote(key.Parts, made.Seconds, made.Notes));
            folder.RemoveCheckpoints();
        }
        catch
        {
            made.Dispose();
            throw;
        }
    }

    private MadeNetwork Needed(string part, QuantizeCell cell, CancellationToken cancellation)
    {
        try
        {
            return Need(cell, cancellation);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            throw new ResearchException($"{cell.Label}, which it needs as {part}, failed: {CellFailure.Describe(error)}", error);
        }
    }

    /// <summary>The network is disposed unless it becomes part of a quantized one.</summary>
    private static QuantizedNetwork Owned(SrNetwork network, Func<SrNetwork, QuantizedNetwork> quantize)
    {
        try
        {
            return quantize(network);
        }
        catch
        {
            network.Dispose();
            throw;
        }
    }
}
