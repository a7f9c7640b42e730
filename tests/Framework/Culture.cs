using System.Globalization;

namespace Research.Tests.Framework;

/// <summary>Another culture for the length of a test: the program carries none but the invariant one, so these are made from it.</summary>
internal sealed class Culture : IDisposable
{
    private readonly CultureInfo _before = CultureInfo.CurrentCulture;

    private Culture(CultureInfo culture) => CultureInfo.CurrentCulture = culture;

    /// <summary>All that texts are made under.</summary>
    internal static TheoryData<string> Names => ["invariant", "comma", "groups"];

    internal static Culture Of(string name) => name switch
    {
        "comma" => WithComma(),
        "groups" => WithOtherGroupsAndSign(),
        _ => new(CultureInfo.InvariantCulture),
    };

    internal static Culture WithComma() => With(",", ".", "\u2212", 3);

    private static Culture WithOtherGroupsAndSign() => With(".", "'", "minus ", 2);

    private static Culture With(string point, string group, string negative, int groupSize)
    {
        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        culture.NumberFormat.NumberDecimalSeparator = point;
        culture.NumberFormat.NumberGroupSeparator = group;
        culture.NumberFormat.NumberGroupSizes = [groupSize];
        culture.NumberFormat.NegativeSign = negative;
        return new Culture(culture);
    }

    public void Dispose() => CultureInfo.CurrentCulture = _before;
}
