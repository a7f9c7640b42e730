using Research.Cli.Commands;
using Research.Datasets.Sources;
using Research.Framework.Runtime;
using Research.Tests.Framework.Downloads;

namespace Research.Tests.Cli.Commands;

[Trait("tier", "real")]
public sealed class RealDataCommandTests
{
    private static readonly string DataRoot = ResearchPaths.Resolve().DataRoot;
    private static readonly string WeightsRoot = ResearchPaths.Resolve().WeightsRoot;

    [Fact]
    public async Task Set5_comes_whole_from_its_second_source_with_the_published_bytes()
    {
        SkipWithout("benchmark/Set5/LR_bicubic/X4");
        using var folder = new TemporaryFolder();
        using var network = new FakeNetwork();
        foreach (var file in DataSources.Load().FindPackage("set5-swinir")!.Files)
        {
            network.Serve(file.Item.Sources[0].Address, File.ReadAllBytes(Path.Combine(DataRoot, file.Path)));
        }

        var download = await CommandRun.Of(context => DataCommand.Create(context, DataSources.Load(), network), "data", "download", "Set5", "--data-root", folder.Root);
        var verify = await CommandRun.Of(context => DataCommand.Create(context, DataSources.Load(), network), "data", "verify", "Set5", "--data-root", folder.Root);

        Assert.Equal(0, download.ExitCode);
        Assert.Equal(20, folder.Files().Length);
        Assert.Equal(0, verify.ExitCode);
    }

    [Fact]
    public async Task The_images_at_hand_are_found_and_sound()
    {
        SkipWithout("benchmark/Set5/HR");
        SkipWithout("benchmark/Set14/HR");

        var list = await CommandRun.Of(DataCommand.Create, "data", "list", "--data-root", DataRoot);
        var verify = await CommandRun.Of(DataCommand.Create, "data", "verify", "Set5", "Set14", "--data-root", DataRoot);

        Assert.Matches("Set14 +14 images +benchmark/Set14/HR", list.Output);
        Assert.Equal(0, verify.ExitCode);
    }

    [Fact]
    public async Task The_weights_at_hand_fit_their_networks()
    {
        Assert.SkipUnless(File.Exists(Path.Combine(WeightsRoot, "EDSR-8_x2.safetensors")), $"no weights in '{WeightsRoot}'; RESEARCH_WEIGHTS names another folder");

        var run = await CommandRun.Of(context => WeightsCommand.Create(context), "weights", "verify", "--weights-root", WeightsRoot);

        Assert.True(run.ExitCode == 0, run.Output);
        Assert.Matches(@"EDSR-8_x2 +ok", run.Output);
    }

    private static void SkipWithout(string folder) =>
        Assert.SkipUnless(Directory.Exists(Path.Combine(DataRoot, folder)), $"no '{folder}' in the data root '{DataRoot}'; RESEARCH_DATA names another one");
}
