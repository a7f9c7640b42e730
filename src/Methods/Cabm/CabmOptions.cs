using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Research.Framework.Evaluation;
using Research.Framework.Experiments;
using Research.Framework.Methods;
using Research.Framework.Runtime;
using Research.Framework.Training;

namespace Research.Methods.Cabm;

/// <summary>Options of <see cref="CabmMethod"/>. What is null follows from the profile (<see cref="CabmSchedule"/>), unless said otherwise.</summary>
/// <param name="W">Bits of the weights, 2..8.</param>
public sealed record CabmOptions(int W = 8) : ICheckedOptions
{
    private const double LargestScore = EdgeScore.LargestKey / (double)EdgeScore.KeysPerUnit;
    private const int MostCandidates = 10;

    /// <summary>Bits that an activation may have, 2..8, ascending; those of the start.</summary>
    public IReadOnlyList<int> Bits { get; init; } = [4, 6, 8];

    /// <summary>Method whose choices make the table and whose network is tuned: a <c>cadyq</c> of these bits and places. Null: with all else standard.</summary>
    public string? Start { get; init; }

    /// <summary>A table that was kept with another network of the same start, read instead of making one: its <c>table.json</c>.</summary>
    public string? Table { get; init; }

    public TableRule Rule { get; init; }

    /// <summary>Edge score from which on the paper's rule widens, 0..255. Null: 45; 30 for networks whose white is 1 (CARN). The paper has 30 for IDN too.</summary>
    public double? Beta { get; init; }

    /// <summary>De: by how much it widens to both sides, in edge scores; 0: not at all.</summary>
    public double Widening { get; init; } = 10;

    /// <summary>FAB from which on the released rule passes a configuration by while it tunes; the released test does not.</summary>
    public double Threshold { get; init; } = 6;

    public TableSelection Select { get; init; }

    public BitWeighting Weighting { get; init; }

    /// <summary>Calibration images whose tiles make the table, from the first on.</summary>
    public int? Images { get; init; }

    /// <summary>Tune weights and clipping bounds with the table fixed; false: the table alone.</summary>
    public bool Tune { get; init; } = true;

    /// <summary>Learn from PAMS' 8-bit network besides HR, as the released script does; the paper's loss is L1.</summary>
    public bool Distillation { get; init; }

    public CropSampling Sampling { get; init; }

    /// <summary>In blocks with batch normalisation, also the first convolution reads the quantized input; the released code quantizes the skip alone.</summary>
    public bool Conv1Quantized { get; init; }

    public int? Epochs { get; init; }

    /// <summary>Steps an epoch.</summary>
    public int? Iterations { get; init; }

    /// <summary>Crops a step.</summary>
    public int? Batch { get; init; }

    /// <summary>Side of a crop in LR pixels.</summary>
    public int? Crop { get; init; }

    /// <summary>Identity of what is needed as start.</summary>
    [JsonIgnore]
    internal string StartIdentity => Start ?? Identity("cadyq", [W == 8 ? null : $"w={W}", Bits.SequenceEqual([4, 6, 8]) ? null : $"bits=[{string.Join(',', Bits)}]", Conv1Quantized ? "conv1=corrected" : null]);

    /// <summary>Identity of what is needed as teacher.</summary>
    [JsonIgnore]
    internal string TeacherIdentity => Identity("pams", [$"w={W}", "a=8", Conv1Quantized ? "conv1_quantized=true" : null]);

    public string? Problem() =>
        W is < 2 or > 8 ? $"the weights' bits must lie in 2..8; given w={W}"
        : Bits.Count is < 2 or > MostCandidates || Bits.Any(bits => bits is < 2 or > 8) || Bits.Zip(Bits.Skip(1)).Any(pair => pair.First >= pair.Second)
            ? $"bits must be at least two ascending numbers in 2..8; given bits=[{string.Join(',', Bits)}]"
        : Beta is not (null or >= 0 and <= LargestScore) ? FormattableString.Invariant($"beta must be an edge score, 0..255; given beta={Beta}")
        : Widening is not (>= 0 and <= LargestScore) ? FormattableString.Invariant($"widening must be a difference of edge scores, 0..255; given widening={Widening}")
        : Threshold is not (> 0 and < double.PositiveInfinity) ? FormattableString.Invariant($"threshold must be a FAB, above 0; given threshold={Threshold}")
        : Rule == TableRule.Released && (Beta is not null || Widening != 10) ? "the released rule (rule=released) does not widen: leave beta and widening away"
        : Rule == TableRule.Paper && Threshold != 6 ? "the paper's rule has no threshold: leave it away, or take rule=released"
        : Table is not null && (Rule != TableRule.Paper || Beta is not null || Widening != 10 || Select != TableSelection.Min || Weighting != BitWeighting.Macs || Images is not null)
            ? "a table that is read (table) is not made: leave rule, beta, widening, threshold, select, weighting and images away"
        : StartProblem() is { } wrong ? wrong
        : Images is < 1 ? $"at least 1 calibration image is needed; given images={Images}"
        : !Tune && (Distillation || Sampling != CropSampling.Bitops || (Epochs ?? Iterations ?? Batch ?? Crop) is not null) ? "without tuning (tune=false) leave distillation, sampling, epochs, iterations, batch and crop away"
        : Schedule(Budget.Quick).Problem();

    internal QatSchedule Schedule(Budget budget) => CabmSchedule.Of(budget).With(Epochs, Iterations, Batch, Crop);

    /// <param name="pixelRange">Of the network: 255 or 1.</param>
    internal double BetaOf(double pixelRange) => Beta ?? (pixelRange == 1 ? 30 : 45);

    /// <summary>How the table is made, for people.</summary>
    internal string RuleText(double pixelRange)
    {
        var choice = string.Create(CultureInfo.InvariantCulture, $"{Select} by {Weighting}").ToLowerInvariant();
        return Table is not null ? "read from a file"
            : Rule == TableRule.Released ? $"released, {choice}"
            : Widening == 0 ? $"paper, not widened, {choice}"
            : string.Create(CultureInfo.InvariantCulture, $"paper, widened by {Widening} from {BetaOf(pixelRange)} on, {choice}");
    }

    /// <summary>What can be said before the start is made; of methods not known here nothing.</summary>
    private string? StartProblem()
    {
        if (Start is null)
        {
            return null;
        }

        try
        {
            var start = MethodIdentity.Parse(Start);
            return start.Method is CabmMethod.Id or "pams" ? $"start must have selectors, as cadyq has; given start={Start}"
                : start.Method != "cadyq" || (BitsOf(start.Options).SequenceEqual(Bits) && $"{start.Options["conv1"]}" == "corrected" == Conv1Quantized) ? null
                : $"the start '{Start}' quantizes other places, or to other bits, than bits=[{string.Join(',', Bits)}], conv1_quantized={(Conv1Quantized ? "true" : "false")}; both must agree";
        }
        catch (ResearchException problem)
        {
            return $"start: {problem.Message.TrimEnd('.')}";
        }
    }

    private static IEnumerable<int> BitsOf(JsonObject options) =>
        options["bits"] is JsonArray bits ? bits.Select(bit => bit is JsonValue value && value.TryGetValue(out int whole) ? whole : 0) : [4, 6, 8];

    private static string Identity(string method, IEnumerable<string?> options) =>
        options.OfType<string>().ToList() is { Count: > 0 } given ? $"{method}[{string.Join(',', given)}]" : method;
}
