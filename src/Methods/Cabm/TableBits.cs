using System.Collections.Immutable;
using Research.Framework.Evaluation;
using Research.Framework.Quantization;
using TorchSharp;

namespace Research.Methods.Cabm;

/// <summary>CABM's bits: those that the table has for the edge score of the image (or tile). Edges with one candidate have that.</summary>
internal sealed class TableBits : IBitPolicy
{
    private const int HashBytes = 32;

    private readonly TableScope _scope;
    private readonly Dictionary<string, int> _layerOf;
    private readonly torch.Tensor _table;
    private readonly torch.Tensor _start;

    /// <summary>With the lowest candidates everywhere, until it is filled.</summary>
    internal TableBits(TableScope scope)
    {
        _scope = scope;
        _layerOf = scope.Layers.Index().ToDictionary(layer => layer.Item.Name, layer => layer.Index, StringComparer.Ordinal);
        _table = torch.zeros([BitTable.Keys, scope.Layers.Length], torch.ScalarType.Byte).DetachFromDisposeScope();
        _start = torch.zeros([HashBytes], torch.ScalarType.Byte).DetachFromDisposeScope();
        State = new Dictionary<string, torch.Tensor>(StringComparer.Ordinal) { ["table"] = _table, ["start"] = _start };
    }

    /// <summary><c>table</c>: index of the candidate, keys x layers, 8-bit; <c>start</c>: SHA-256 of the network whose choices it holds.</summary>
    public IReadOnlyDictionary<string, torch.Tensor> State { get; }

    public IReadOnlyDictionary<string, string> Files => ImmutableDictionary<string, string>.Empty.Add(TableFile.Name, TableFile.Write(Table, _scope, Convert.ToHexStringLower(_start.bytes)));

    public bool KeepsSamplesApart => true;

    internal BitTable Table => new(_scope.Layers, _table.bytes.ToArray());

    /// <param name="start">SHA-256 of the network whose choices the table holds, in hexadecimal digits.</param>
    internal void Fill(BitTable table, string start)
    {
        table.Choices.CopyTo(_table.bytes);
        Convert.FromHexString(start).CopyTo(_start.bytes);
    }

    public BitDecision Decide(QuantizedEdge edge, torch.Tensor x, ForwardContext context)
    {
        if (!_layerOf.TryGetValue(edge.Name, out var layer))
        {
            return BitDecision.Uniform(edge.Candidates[0], x.shape[0]);
        }

        var keys = context.Feature(this, EdgeScore.Keys);
        return new BitDecision(Array.ConvertAll(keys, key => edge.Candidates[_table.bytes[(key * _scope.Layers.Length) + layer]]));
    }
}
