using Research.Datasets.Benchmark;
using Research.Datasets.Div2k;
using Research.Datasets.Folder;
using Research.Datasets.Photos;
using Research.Datasets.Synthetic;
using Research.Framework.Data;

namespace Research.Datasets;

/// <summary>Every data set that comes with the program.</summary>
public static class BuiltInDatasets
{
    public static DatasetCatalog Create() => Register(new DatasetCatalog());

    public static DatasetCatalog Register(DatasetCatalog catalog) => catalog
        .Register(new BenchmarkDataset("Set5", "5 images (Bevilacqua et al. 2012)", "benchmark/Set5"))
        .Register(new BenchmarkDataset("Set14", "14 images (Zeyde et al. 2010)", "benchmark/Set14"))
        .Register(new BenchmarkDataset("B100", "100 test images of the Berkeley set (Martin et al. 2001), also called BSD100", "benchmark/B100"))
        .Register(new BenchmarkDataset("Urban100", "100 urban scenes (Huang et al. 2015)", "benchmark/Urban100"))
        .Register(new BenchmarkDataset("Manga109", "109 manga pages (Matsui et al. 2017); on written request only", "benchmark/Manga109"))
        .Register(new BenchmarkDataset("T91", "91 small training images (Yang et al. 2010)", "T91"))
        .Register(new BenchmarkDataset("Test2K", "100 images of DIV8K reduced to 2K (ClassSR, Kong et al. 2021)", "DIV2K/test2k", "LR"))
        .Register(new BenchmarkDataset("Test4K", "100 images of DIV8K reduced to 4K (ClassSR, Kong et al. 2021)", "DIV2K/test4k", "LR"))
        .Register(new BenchmarkDataset("Test8K", "100 images of DIV8K (ClassSR, Kong et al. 2021)", "DIV2K/test8k", "LR"))
        .Register(new Div2kDataset())
        .Register(new FolderDataset())
        .Register(new PhotosDataset())
        .Register(new SyntheticDataset());
}
