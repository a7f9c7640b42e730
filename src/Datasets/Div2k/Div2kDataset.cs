using System.Globalization;
using Research.Datasets.Files;
using Research.Framework.Data;
using Research.Framework.Runtime;

namespace Research.Datasets.Div2k;

/// <summary>DIV2K (Agustsson and Timofte 2017) in EDSR's layout, by parts, and the lists of single images that stand in for them.</summary>
/// <remarks>EDSR's own archive keeps 0801-0900 in the folders of the training set; the parts are told apart by number, so both layouts work.</remarks>
internal sealed class Div2kDataset : IDatasetSource
{
    private const string Remedy = "Put the folders of the official archives below 'DIV2K/', or run 'research data download DIV2K'.";

    private static readonly string[] Parts = ["train", "valid", "test", "test-lr-x2", "test-lr-x3", "test-lr-x4", "valid-crop256"];

    public string Id => "DIV2K";

    public string Description => "2K photographs: [train] 0001-0800, [valid] 0801-0900, [test] (LR only); ranges count images: [valid,1-10]; lists: [test-lr-x4], [valid-crop256]";

    public ImageDataset Open(DatasetRequest request)
    {
        var (part, range) = ImageRange.Parse(request.Argument);
        var text = DatasetText.For(this, request, range, Remedy);
        string Folder(string name) => Path.Combine(request.Paths.DataRoot, "DIV2K", name);
        string Lr(string name) => Path.Combine(Folder($"DIV2K_{name}_LR_bicubic"), "X{scale}");
        return part switch
        {
            "train" => FileDatasets.Paired(text, request, [Folder("DIV2K_train_HR")], new LrFolders(Lr("train")), id => !IsValidation(id)),
            "valid" => FileDatasets.Paired(text, request, [Folder("DIV2K_valid_HR"), Folder("DIV2K_train_HR")], new LrFolders(Lr("valid"), Lr("train")), IsValidation),
            "test" => FileDatasets.Paired(text, request, [Folder("DIV2K_test_HR")], new LrFolders(Lr("test"))),
            "test-lr-x2" or "test-lr-x3" or "test-lr-x4" => LrList(part[^1] - '0'),
            "valid-crop256" => FileDatasets.Single(text, request, Folder("DIV2K_valid_HR_crop256")),
            "" => throw new ResearchException($"DIV2K is opened by parts, e.g. 'DIV2K[valid]' or 'DIV2K[valid,1-10]'. Parts: {string.Join(", ", Parts)}."),
            _ => throw new ResearchException($"DIV2K has no part '{part}'.{Nearest.Hint(part, Parts)}"),
        };

        ImageDataset LrList(int scale) =>
            FileDatasets.Single(text, request, Path.Combine(Folder("DIV2K_test_LR_bicubic"), $"X{scale}"), scale);
    }

    private static bool IsValidation(string id) =>
        int.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is > 800 and <= 900;
}
