using Spectre.Console;
using Spectre.Console.Rendering;

namespace Research.Cli.Commands;

/// <summary>A line that is not wrapped, so that addresses and paths can be copied from a terminal.</summary>
internal sealed class WholeLine(string text) : Renderable
{
    protected override IEnumerable<Segment> Render(RenderOptions options, int maxWidth) => [new Segment(text), Segment.LineBreak];
}

internal static class WholeLineExtensions
{
    internal static void WriteWholeLine(this IAnsiConsole console, string text) => console.Write(new WholeLine(text));
}
