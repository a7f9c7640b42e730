using Research.Cli;
using Research.Framework.Graph;
using Research.Framework.Weights;
using Research.Networks.Edsr;

namespace Research.Tests.Cli;

[Trait("tier", "unit")]
public sealed class CommandLineTests
{
    [Theory]
    [InlineData("foo", "foo")]
    [InlineData("eval --weights EDSR-8_x2", "--data")]
    [InlineData("eval --weights EDSR-8_x3 --data synthetic[test]", "Did you mean 'EDSR-8_x2'?")]
    [InlineData("eval --weights EDSR-8_x2 --data Set6", "Did you mean 'Set5'?")]
    [InlineData("eval --weights EDSR-8_x2 --data synthetic[test] --protocol tiles", "tiles[TILE,STEP]")]
    [InlineData("eval --weights EDSR-8_x2 --data synthetic[test] --metrics psnr:x", "Did you mean 'psnr:y'?")]
    [InlineData("run nowhere.yaml", "nowhere.yaml")]
    [InlineData("run nowhere.yaml --profile quik", "--profile: there is no profile 'quik'. Did you mean 'quick'? Known: cpu, paper, quick.")]
    [InlineData("eval --weights , --data synthetic[test]", "'--weights' names nothing")]
    [InlineData("eval --weights bicubic-net --data ,", "'--data' names nothing")]
    [InlineData("eval --weights no/such.pth --data synthetic[test]", "There is no weights file 'no/such.pth'")]
    [InlineData("eval --weights bicubic-net --data synthetic[test] --output /", "is a folder")]
    [InlineData("eval --weights IDN_x2 --data synthetic[test] --weights-root /nowhere", "must be converted to safetensors once; from")]
    [InlineData("list weights --nonsense", "Try 'research list weights --help'")]
    [InlineData("train experiments/set5.yaml", "is an experiment, not a training: use 'research run")]
    [InlineData("run experiments/train/edsr-tiny_x2.yaml", "is a training, not an experiment: use 'research train")]
    [InlineData("validate experiments/set5.yaml --profile quick", "'research validate' has no option '--profile'")]
    [InlineData("bench --images 2", "--images: '2' is not a number from 10 to 100.")]
    [InlineData("bench --rounds 0", "--rounds: '0' is not a number from 1 to 1000.")]
    [InlineData("bitops --weights bicubic-net --method minmax[w=4,q=4]", "has no option 'q'")]
    [InlineData("bitops --weights bicubic-net --method minmx", "Did you mean 'minmax'?")]
    [InlineData("table nowhere", "There is no result in")]
    [InlineData("report nowhere", "There is no result in")]
    public async Task BadInput_GivesOneMessageAndExitCode2(string arguments, string message)
    {
        var (code, _, error) = await Run(arguments);
        Assert.Equal(2, code);
        Assert.Contains(message, error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("list networks", "edsr ")]
    [InlineData("list weights", "Set5: x2 37.801 dB")]
    [InlineData("list datasets", "Urban100")]
    [InlineData("list methods", "minmax")]
    [InlineData("list methods", "rule=paper (or released)")]
    [InlineData("list methods", "epochs: integer")]
    [InlineData("list metrics", "psnr:idn-y")]
    [InlineData("list metrics", "fab ")]
    public async Task Lists_SayWhatIsKnown(string arguments, string expected)
    {
        var (code, output, _) = await Run(arguments);
        Assert.Equal(0, code);
        Assert.Contains(expected, output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Eval_WritesItsFigures()
    {
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            var file = Path.Combine(folder.FullName, "figures.csv");
            var (code, output, error) = await Run($"eval --weights bicubic-net --scale 2 --data synthetic[test] --save-images {folder.FullName} --output {file}");
            Assert.True(code == 0, error);
            Assert.Contains("psnr:y", output, StringComparison.Ordinal);
            Assert.StartsWith("weights,scale,dataset,image,psnr_y,psnr_idn_y,ssim_y_valid,protocol,weights_sha256,dataset_sha256\n", File.ReadAllText(file), StringComparison.Ordinal);
            Assert.Equal(File.ReadLines(file).Count() - 1, folder.GetFiles("*.png", SearchOption.AllDirectories).Length);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>Weights of one's own: an entry in the weights root's catalog, and a PyTorch file beside it.</summary>
    [Fact]
    public async Task OwnWeights_AreNamedInACatalogOfOnesOwn()
    {
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            using var network = new SrNetwork(new EdsrArchitecture().Build(new EdsrParameters(1, 4), 2));
            Safetensors.Write(Path.Combine(folder.FullName, "mine.safetensors"), network.state_dict());
            File.WriteAllText(Path.Combine(folder.FullName, "catalog.yaml"), """
                weights:
                  - id: mine_x2
                    network: edsr
                    parameters: { blocks: 1, features: 4 }
                    scales: [2]
                    file: mine.safetensors
                    sources: []
                    licence: mine
                    pixel_range: 255
                """);
            var (code, output, error) = await Run($"eval --weights mine_x2 --data synthetic[test] --weights-root {folder.FullName}");
            Assert.True(code == 0, error);
            Assert.Contains("mine_x2 x2 on synthetic[test]", output, StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<(int Code, string Output, string Error)> Run(string arguments)
    {
        var (output, error) = (new StringWriter(), new StringWriter());
        var context = CliContext.Create() with { Out = CliContext.Terminal(output), Error = CliContext.Terminal(error) };
        return (await Application.RunAsync(arguments.Split(' '), context), output.ToString(), error.ToString());
    }
}
