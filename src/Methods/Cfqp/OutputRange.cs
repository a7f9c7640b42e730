using Research.Framework.Execution;
using Research.Framework.Quantization;

namespace Research.Methods.Cfqp;

/// <summary>From ranges of images to those of tensors, and whether the output's is the clip.</summary>
internal sealed class OutputRange(IntegerPlan plan, CfqpOptions options)
{
    private const double AcceptedScale = 0.005;

    /// <summary>Plain min/max over images, then ties.</summary>
    internal IReadOnlyDictionary<string, ValueRange> Tie(IReadOnlyCollection<IReadOnlyDictionary<string, ValueRange>> images) => plan.Tie(
        plan.Values.ToDictionary(
            value => value.Name,
            value => new ValueRange(images.Min(image => image[value.Name].Low), images.Max(image => image[value.Name].High)),
            StringComparer.Ordinal),
        options.PinOutput ? new ValueRange(0, plan.Graph.PixelRange) : null);

    /// <summary>Scale in grey levels per code, and zero point.</summary>
    internal CodeGrid Of(IReadOnlyDictionary<string, ValueRange> ranges)
    {
        var grid = CodeGrid.Of(ranges[plan.Graph.Output.Name]);
        return grid with { Scale = grid.Scale * 255 / plan.Graph.PixelRange };
    }

    /// <remarks>|s - 1| &lt;= 0.005 and z = -128: a code is a grey level.</remarks>
    internal bool IsAccepted(IReadOnlyDictionary<string, ValueRange> ranges) => Of(ranges) is var grid && Math.Abs(grid.Scale - 1) <= AcceptedScale && grid.ZeroPoint == CodeGrid.Least;

    /// <summary>How far an image drives the output beyond [0, white].</summary>
    internal double Overshoot(IReadOnlyDictionary<string, ValueRange> image) =>
        image[plan.Graph.Output.Name] is var range ? Math.Max(-range.Low, range.High - plan.Graph.PixelRange) : 0;
}
