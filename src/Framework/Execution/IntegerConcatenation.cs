using TorchSharp;

namespace Research.Framework.Execution;

/// <summary>Concatenation along channels; inputs on another grid than the output's are brought to it.</summary>
/// <param name="tables">One per input; null where the grids are equal.</param>
/// <param name="tail">What follows; null for nothing.</param>
internal sealed class IntegerConcatenation(IReadOnlyList<CodeTable?> tables, CodeTable? tail) : IIntegerOperation
{
    public torch.Tensor Run(torch.Tensor[] inputs)
    {
        using var scope = torch.NewDisposeScope();
        var joined = torch.cat([.. inputs.Select((input, i) => tables[i] is { } table ? table.Run([input]) : input)], 1);
        return (tail?.Run([joined]) ?? joined).MoveToOuterDisposeScope();
    }
}
