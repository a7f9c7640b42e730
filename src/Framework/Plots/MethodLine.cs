namespace Research.Framework.Plots;

/// <summary>A method's values on the images of one data set, as a line of a panel.</summary>
/// <param name="Text">At the left: the method with its options and bits.</param>
/// <param name="Values">One an image, in the order of the images.</param>
/// <param name="Summary">At the right.</param>
internal sealed record MethodLine(string Text, LegendEntry Method, IReadOnlyList<double> Values, string Summary);
