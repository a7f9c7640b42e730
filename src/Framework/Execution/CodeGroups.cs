using Research.Framework.Graph;
using Research.Framework.Graph.Operations;
using Research.Framework.Quantization;

namespace Research.Framework.Execution;

/// <summary>Sets of tensors that share scale and zero point.</summary>
/// <remarks>
/// After TFLite: operations that only move codes, and concatenation, tie their inputs to their output. Fixed are the image
/// ([0, white]), tanh (s = 1/128, z = 0), sigmoid (s = 1/256, z = -128) and a clip ([low, high]); a fixed input of a
/// concatenation is requantized. What only clips read ends at the clip's upper end: a minimum ties its two sides too. In the same
/// way, and beyond TFLite, what only tanh or sigmoid read ends where their codes do: ESPCN's first convolution reaches 455.
/// </remarks>
internal sealed class CodeGroups
{
    private const double Codes = 256;

    private readonly IntegerPlan _plan;
    private readonly int[] _parent;
    private readonly Dictionary<int, ValueRange> _fixed = [];

    internal CodeGroups(IntegerPlan plan)
    {
        _plan = plan;
        _parent = [.. Enumerable.Range(0, plan.Graph.Values.Length)];
        _fixed[plan.Graph.Input.Index] = new ValueRange(0, plan.Graph.PixelRange);
        foreach (var step in plan.Steps)
        {
            if (FixedOf(step) is { } range)
            {
                _fixed[step.Output.Index] = range;
            }
            else if (IntegerStep.IsLayout(step.Head))
            {
                Join(step.Inputs[0], step.Output);
            }
            else if (step.Head is Concat && step.Tail.IsEmpty)
            {
                foreach (var input in step.Inputs.Where(input => !_fixed.ContainsKey(Root(input.Index))))
                {
                    Join(input, step.Output);
                }
            }
        }
    }

    internal Dictionary<string, ValueRange> Tie(IReadOnlyDictionary<string, ValueRange> observed, ValueRange? output)
    {
        var ranges = new Dictionary<string, ValueRange>(StringComparer.Ordinal);
        foreach (var group in _plan.Values.GroupBy(value => Root(value.Index)))
        {
            var range = _fixed.TryGetValue(group.Key, out var known) ? known
                : output is { } given && group.Contains(_plan.Graph.Output) ? given
                : Limited([.. group], new ValueRange(group.Min(value => observed[value.Name].Low), group.Max(value => observed[value.Name].High))).WithZero;
            foreach (var value in group)
            {
                ranges[value.Name] = range;
            }
        }

        return ranges;
    }

    private static ValueRange? FixedOf(IntegerStep step) => step switch
    {
        { Tail: not [] } => null,
        { Head: Tanh } => new ValueRange(-1, 1 - (2 / Codes)),
        { Head: Sigmoid } => new ValueRange(0, (Codes - 1) / Codes),
        { Head: Clip clip } => new ValueRange(clip.Low, clip.High).WithZero,
        _ => null,
    };

    /// <summary>Cut where none of its readers sees a difference, where a group's values are read by saturating functions alone (and by what passes codes on within the group).</summary>
    private ValueRange Limited(IReadOnlyList<Value> group, ValueRange range)
    {
        var readers = _plan.Steps.Where(step => step.Inputs.Any(group.Contains) && !group.Contains(step.Output)).ToList();
        if (readers.Count == 0 || group.Contains(_plan.Graph.Output) || !readers.All(step => Saturation(step.Head) is not null))
        {
            return range;
        }

        var limits = readers.ConvertAll(step => Saturation(step.Head)!.Value);
        return new ValueRange(Math.Max(range.Low, limits.Min(limit => limit.Low)), Math.Min(range.High, limits.Max(limit => limit.High)));
    }

    /// <remarks>tanh = 1 - 1/256 and sigmoid = 1/512 are half a code from their ends.</remarks>
    private static ValueRange? Saturation(Operation operation) => operation switch
    {
        Clip clip => new ValueRange(double.NegativeInfinity, clip.High),
        Tanh => Math.Atanh(1 - (1 / Codes)) is var end ? new ValueRange(-end, end) : null,
        Sigmoid => Math.Log((2 * Codes) - 1) is var end ? new ValueRange(-end, end) : null,
        _ => null,
    };

    private void Join(Value a, Value b)
    {
        var (first, second) = (Root(a.Index), Root(b.Index));
        if (first != second)
        {
            _parent[second] = first;
            if (_fixed.Remove(second, out var range))
            {
                _fixed[first] = range;
            }
        }
    }

    private int Root(int value) => _parent[value] == value ? value : Root(_parent[value]);
}
