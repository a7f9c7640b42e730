using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Research.Cli.Bench;

/// <summary>EDSR-8 x2 as one would write it in plain TorchSharp: the rival of the graph and its settings.</summary>
internal sealed class PlainEdsr : nn.Module<Tensor, Tensor>
{
    private readonly Conv2d _head = Conv(3, 64);
    private readonly nn.Module<Tensor, Tensor>[] _blocks = [.. Enumerable.Range(0, 8).Select(_ => nn.Sequential(Conv(64, 64), nn.ReLU(inplace: true), Conv(64, 64)))];
    private readonly Conv2d _bodyEnd = Conv(64, 64);
    private readonly Sequential _tail = nn.Sequential(Conv(64, 256), nn.PixelShuffle(2), Conv(64, 3));

    internal PlainEdsr()
        : base(nameof(PlainEdsr))
    {
        foreach (var (block, i) in _blocks.Select((block, i) => (block, i)))
        {
            register_module($"block{i}", block);
        }

        RegisterComponents();
    }

    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        var head = _head.forward(input);
        var x = _blocks.Aggregate(head, (y, block) => y + block.forward(y));
        return _tail.forward(head + _bodyEnd.forward(x)).MoveToOuterDisposeScope();
    }

    private static Conv2d Conv(int input, int output) => nn.Conv2d(input, output, 3, padding: 1);
}
