using Research.Cli.Commands;
using Research.Framework.Runtime;
using Research.Tests.Framework.Weights;

namespace Research.Tests.Cli.Commands;

[Trait("tier", "recipe")]
public sealed class TrainCommandTests : IDisposable
{
    private const string Yaml = """
        name: little_x2
        title: Little
        network: abpn
        parameters: { layers: 1, channels: 4 }
        scale: 2
        images: ['synthetic[calibration,1-2]']
        validation: synthetic[test,1-1]
        crop: 8
        batch: 2
        steps: 4
        learning_rate: 1e-3
        licence: MIT
        log_every: 2
        """;

    private readonly Temporary _files = new();

    public void Dispose() => _files.Dispose();

    [Fact]
    public async Task Validate_KnowsATraining()
    {
        var good = await CommandRun.Of(ValidateCommand.Create, "validate", _files.File("good.yaml", System.Text.Encoding.UTF8.GetBytes(Yaml)));
        Assert.Equal(0, good.ExitCode);
        Assert.EndsWith("good.yaml: valid; trains abpn x2 for 4 steps", good.Output.TrimEnd(), StringComparison.Ordinal);
        var bad = await CommandRun.Of(ValidateCommand.Create, "validate", _files.File("bad.yaml", System.Text.Encoding.UTF8.GetBytes(Yaml.Replace("batch: 2", "batch: none", StringComparison.Ordinal))));
        Assert.Equal(2, bad.ExitCode);
        Assert.Contains("bad.yaml(9,8)", bad.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Train_SaysWhatItDoesAndWhatItReached()
    {
        var output = _files.Path("little.safetensors");
        var run = await CommandRun.Of(TrainCommand.Create, "train", _files.File("little.yaml", System.Text.Encoding.UTF8.GetBytes(Yaml)), "--output", output);
        Assert.Equal(0, run.ExitCode);
        var lines = run.Output.Split('\n');
        Assert.StartsWith("little_x2: ABPN-M1C4 x2, ", lines[0], StringComparison.Ordinal);
        Assert.EndsWith(" parameters, 4 steps on 2 images of synthetic[calibration,1-2]", lines[0], StringComparison.Ordinal);
        Assert.StartsWith("step 2 of 4: loss ", lines[1], StringComparison.Ordinal);
        Assert.StartsWith("step 4 of 4: loss ", lines[2], StringComparison.Ordinal);
        Assert.Matches(@"^little_x2: psnr:y \d+\.\d{3} dB on synthetic\[test,1-1\] after 4 steps in \d+ s \(", lines[3]);
        Assert.Equal($"Weights in {output}, log in {_files.Path("little.csv")}", lines[4]);
        Assert.True(File.Exists(output));
        Assert.Equal(3, (await File.ReadAllLinesAsync(_files.Path("little.csv"), TestContext.Current.CancellationToken)).Length);
    }

    [Fact]
    public async Task Train_IntoAnotherKindOfFile_IsRefused()
    {
        var problem = await Assert.ThrowsAsync<ResearchException>(() =>
            CommandRun.Of(TrainCommand.Create, "train", _files.File("little.yaml", System.Text.Encoding.UTF8.GetBytes(Yaml)), "--output", _files.Path("little.csv")));
        Assert.Contains("must end with '.safetensors'", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Train_OfAMissingFile_SaysSo()
    {
        var problem = await Assert.ThrowsAsync<ResearchException>(() => CommandRun.Of(TrainCommand.Create, "train", _files.Path("absent.yaml")));
        Assert.Contains("absent.yaml' cannot be read", problem.Message, StringComparison.Ordinal);
    }
}
