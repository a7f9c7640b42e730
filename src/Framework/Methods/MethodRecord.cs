namespace Research.Framework.Methods;

/// <summary>A figure that a method noted while it worked: a line of <c>records.csv</c>. The same again after a re-run; seconds go to <see cref="MethodTime"/>.</summary>
/// <param name="Table">What kind of thing it tells of: <c>layers</c>.</param>
/// <param name="Item">Which of them: <c>body.0.conv1.in</c>.</param>
/// <param name="Quantity">What was measured, with its unit where it has one.</param>
public sealed record MethodRecord(string Table, string Item, string Quantity, double Value);
