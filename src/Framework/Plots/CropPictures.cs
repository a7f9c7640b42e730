using Research.Framework.Results;

namespace Research.Framework.Plots;

/// <summary>The crops of a result whose pictures are at hand, for figures that show them.</summary>
public static class CropPictures
{
    public static IReadOnlyList<ResultCrop> AtHand(ResultDocument result) => [.. (result.Crops ?? []).Where(crop => result.Pictures.ContainsKey(crop.HrFile))];

    /// <summary>Null where there is one.</summary>
    public static string? WhyNone(ResultDocument result) => result.Crops switch
    {
        null or [] => "the experiment names no crops",
        _ when AtHand(result).Count > 0 => null,
        var crops when crops.Any(crop => !crop.Redistributable) => $"pictures of {string.Join(", ", crops.Where(crop => !crop.Redistributable).Select(crop => crop.Dataset).Distinct())} may not be passed on; a run of the experiment draws it",
        _ => "the pictures of the crops are missing",
    };
}
