using System.Globalization;

namespace Research.Framework.Experiments;

/// <summary>One network made by one method with one seed; all data sets share it.</summary>
public sealed record QuantizeCell(NetworkChoice Network, MethodChoice Method, long Seed)
{
    /// <summary><c>minmax[w=4,a=4]@CARN-M_x234:x2#7</c>: scale and seed only where there could be another.</summary>
    public string Label => string.Create(CultureInfo.InvariantCulture, $"{Method.Identity}@{Network.Label}{(Seed == 1 ? string.Empty : $"#{Seed}")}");

    /// <summary>The cells whose networks it needs: of the same weights and seed.</summary>
    internal IEnumerable<(string Part, QuantizeCell Cell)> Needs => Method.Needs.Select(need => (need.Part, this with { Method = need.Choice }));
}
