using System.Globalization;

namespace Research.Tests.Framework;

/// <summary>Another culture for the length of a test: the program carries none but the invariant one, so this is made from it.</summary>
internal sealed class Culture : IDisposable
{
    private readonly CultureInfo _before = CultureInfo.CurrentCulture;

    private Culture(CultureInfo culture) => CultureInfo.CurrentCulture = culture;

    internal static Culture WithComma()
    {
        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        culture.NumberFormat.NumberDecimalSeparator = ",";
        culture.NumberFormat.NumberGroupSeparator = ".";
        culture.NumberFormat.NegativeSign = "\u2212";
        return new Culture(culture);
    }

    public void Dispose() => CultureInfo.CurrentCulture = _before;
}
