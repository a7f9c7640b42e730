using Research.Framework.Execution;
using Research.Framework.Methods;

namespace Research.Methods.Cfqp;

/// <summary>What becomes of each representative image, as records.</summary>
internal static class ImageNotes
{
    internal const string Table = "images";
    internal const string LowBefore = "output low before (grey levels)";
    internal const string HighBefore = "output high before (grey levels)";
    internal const string LowAfter = "output low after (grey levels)";
    internal const string HighAfter = "output high after (grey levels)";
    internal const string Converged = "converged";
    internal const string Used = "used";

    internal static bool IsUsed(ConditionedImage image, CfqpOptions options) => image.Converged && Math.Abs(image.A - 1) <= options.MaxChange;

    /// <remarks>Image by image only in clip-free cells that are read raw, on all images or one: in the others the same would stand again and again.</remarks>
    internal static void Write(QuantizationRequest request, CfqpOptions options, IReadOnlyList<ConditionedImage> images, IReadOnlySet<string> chosen)
    {
        void Note(string item, string quantity, double value) => request.Record(new MethodRecord(Table, item, quantity, value));

        Note("all", "count", images.Count);
        if (options.Conditioning != Conditioning.None)
        {
            Note("all", Converged, images.Count(image => image.Converged));
        }

        Note("all", Used, chosen.Count);
        if (options is not { Images: 0, Conditioning: not Conditioning.None, Graph: OutputGraph.ClipFree, Reading: OutputReading.Raw, PinOutput: false })
        {
            return;
        }

        foreach (var image in images)
        {
            Note(image.Id, LowBefore, image.Before.Low);
            Note(image.Id, HighBefore, image.Before.High);
            Note(image.Id, LowAfter, image.After.Low);
            Note(image.Id, HighAfter, image.After.High);
            Note(image.Id, "a", image.A);
            Note(image.Id, "b (grey levels)", image.B);
            Note(image.Id, "rounds", image.Rounds);
            Note(image.Id, Converged, image.Converged ? 1 : 0);
            Note(image.Id, Used, chosen.Contains(image.Id) ? 1 : 0);
        }
    }

    internal static void WriteCoverage(QuantizationRequest request, IEnumerable<string> tensors, IEnumerable<double> coverage)
    {
        foreach (var (tensor, part) in tensors.Zip(coverage))
        {
            request.Record(new MethodRecord("coverage", tensor, "part of the range of all images", part));
        }
    }
}
