using System.Globalization;
using System.Text;
using Research.Framework.Experiments;
using Research.Framework.Methods;
using Research.Framework.Provenance;
using Research.Framework.Results;
using Research.Framework.Runtime;
using Research.Framework.Tables;

namespace Research.Tests.Framework.Experiments;

/// <summary>From YAML to files, on computed images and the network that needs no weights.</summary>
[Trait("tier", "recipe")]
public sealed class ExperimentRunTests : IDisposable
{
    private static readonly Catalogs Known = TestCatalogs.Create();
    private static readonly RunOrigin Origin = new("research run tiny.yaml", new GitState("0123456", false));

    private readonly string _root = Directory.CreateTempSubdirectory("research-results-").FullName;

    private ResultFolders Folders => new(_root);

    private ResearchPaths Paths => new("/nowhere/data", "/nowhere/weights", "/nowhere/cache", Path.Combine(_root, "runs"));

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void Run_FillsRowsTablesAndFigures_AndAgainTheSame()
    {
        var plan = Plan();
        var progress = new SilentProgress();
        var result = Run(plan, progress);

        Assert.Empty(result.Failures);
        Assert.Equal(["fp32@bicubic-net:x2", "minmax@bicubic-net:x2", "minmax[w=3,a=3]@bicubic-net:x2"], progress.Quantized);
        Assert.Equal(6, progress.Evaluated.Count); // Each network is quantized once for both data sets.
        var (full, eight, three) = (result.Rows[0], result.Rows[2], result.Rows[4]);
        Assert.Equal((32, 32, 32.0, 0.0), (full.WeightBits, full.ActivationBits, full.FeatureAverageBits, full.PsnrDrop));
        Assert.Equal((3, 3, 3.0), (three.WeightBits, three.ActivationBits, three.FeatureAverageBits));
        Assert.Equal(full.Metrics["psnr:y"] - eight.Metrics["psnr:y"], eight.PsnrDrop);
        Assert.True(eight.PsnrDrop < three.PsnrDrop);

        var files = Write(result);
        Assert.Equal(
            ["manifest.json", "per_image.csv", "rows.csv", "table.csv", "table.md", "table.tex", "timings.csv"],
            files.Files.Keys.Where(name => !name.StartsWith(ResultFiles.Figures, StringComparison.Ordinal)));
        Assert.Equal(files.FigureProblem is null ? 4 : 0, files.Files.Keys.Count(name => name.StartsWith(ResultFiles.Figures, StringComparison.Ordinal)));
        Assert.Equal(6, CsvTable.Read(Path.Combine(Folders.Local("tiny"), "rows.csv")).Rows.Count);
        Assert.Equal(12, CsvTable.Read(Path.Combine(Folders.Local("tiny"), "per_image.csv")).Rows.Count);

        var fromFiles = ResultFiles.Render(ResultDocument.Read(Folders.Local("tiny")), Known);
        Assert.Contains(ResultFiles.TableLatex, fromFiles.Files.Keys);
        Assert.All(fromFiles.Files, file => Assert.True(file.Value.AsSpan().SequenceEqual(files.Files[file.Key]), file.Key));

        var again = ResultFiles.Render(Run(plan, new SilentProgress(), new RunSettings(Rerun: true)), Known, Origin);
        Assert.All(files.Files.Where(file => file.Key != ResultFiles.Timings), file => Assert.True(file.Value.AsSpan().SequenceEqual(again.Files[file.Key]), file.Key));
    }

    /// <summary>The paper's figures are part of the result: its table can be rendered again where the reference file is not.</summary>
    [Fact]
    public void APapersTable_StandsBesideOurs_AlsoWhenRenderedFromTheFiles()
    {
        File.WriteAllText(Path.Combine(_root, "reference.csv"), """
            table,network,scale,method,w_bits,a_bits,dataset,fab,bitops_g,psnr,ssim,psnr_drop,convention,reliability,source,note
            table1,bicubic,2,fp32,32,32,tiny[test],,,30.25,,,,paper,A paper,
            table1,bicubic,2,pams,8,8,tiny[test],,,29.75,,,,paper,A paper,

            """);
        var plan = Plan(reference: "{ file: reference.csv, table: table1, networks: { bicubic-net: { name: bicubic, same_weights: true } } }");
        var files = Write(Run(plan, new SilentProgress()));
        File.Delete(Path.Combine(_root, "reference.csv"));
        var fromFiles = ResultFiles.Render(ResultDocument.Read(Folders.Local("tiny")), Known);
        Assert.All(fromFiles.Files, file => Assert.True(file.Value.AsSpan().SequenceEqual(files.Files[file.Key]), file.Key));

        var table = CsvTable.Read(Path.Combine(Folders.Local("tiny"), "table.csv"));
        string Cell(int row, string column) => table.Rows[row][table.Columns.ToList().IndexOf(column)];
        Assert.Equal(["run", "run", "run", "not run"], Enumerable.Range(0, 4).Select(row => Cell(row, "ours")));
        Assert.Equal("30.2500", Cell(0, "tiny[test] paper_psnr"));
        Assert.Equal(double.Parse(Cell(0, "tiny[test] psnr_y"), CultureInfo.InvariantCulture) - 30.25, double.Parse(Cell(0, "tiny[test] psnr_minus_paper"), CultureInfo.InvariantCulture), 1e-9);
        Assert.Equal(("pams", "0.5000"), (Cell(3, "method"), Cell(3, "tiny[test] paper_psnr_drop")));
    }

    /// <summary>Two convolutions of 150 and 600 MACs per LR pixel for a 1280x720 output.</summary>
    [Fact]
    public void Costs_HaveAColumnEach_InRowsAndPerImage()
    {
        Write(Run(Plan(methods: "['minmax[w=4,a=3]']", datasets: "['tiny[test]']", metrics: "['psnr:y', 'bitops:mac-bits', 'bitops:cabm-published', 'bitops:cadyq-author']"), new SilentProgress()));
        const double Macs = 750 * 640 * 360 / 1e9;
        foreach (var name in new[] { "rows.csv", "per_image.csv" })
        {
            var table = CsvTable.Read(Path.Combine(Folders.Local("tiny"), name));
            Assert.All(table.Rows, row =>
            {
                double Cell(string column) => double.Parse(row[table.Columns.ToList().IndexOf(column)], CultureInfo.InvariantCulture);
                Assert.Equal(Macs * 12, Cell("bitops_mac_bits_g"), 1e-9);
                Assert.Equal(Macs * 9 / 1024, Cell("bitops_cabm_published_g"), 1e-9);
                Assert.Equal(Macs * 24 / 1024, Cell("bitops_cadyq_author_g"), 1e-9);
            });
        }
    }

    [Fact]
    public void Fab_MayBeNamed_AndHasOneColumnAllTheSame()
    {
        var result = Run(Plan(methods: "['minmax[w=4,a=3]']", datasets: "['tiny[test]']", metrics: "['psnr:y', fab]"), new SilentProgress());
        Write(result);
        Assert.Equal(3, result.Rows.Single().Metrics["fab"]);
        Assert.All(new[] { "rows.csv", "per_image.csv", "table.csv" }, name => Assert.Single(CsvTable.Read(Path.Combine(Folders.Local("tiny"), name)).Columns, column => column.EndsWith("fab", StringComparison.Ordinal)));
        Assert.Single(File.ReadLines(Path.Combine(Folders.Local("tiny"), "table.md")), line => line.StartsWith("- `fab`", StringComparison.Ordinal));
        Assert.NotEmpty(ResultFiles.Render(ResultDocument.Read(Folders.Local("tiny")), Known).Files);
    }

    [Fact]
    public void Caption_SaysWhatWasReplacedAndLeftOut_WithoutThisMachinesFolders()
    {
        var files = Write(Run(Plan(networks: "[bicubic-net, { weights: EDSR-8_x2, optional: true }]", datasets: "[{ prefer: 'tiny[absent]', else: 'tiny[test]' }, { prefer: Set5, optional: true }]"), new SilentProgress()));
        var text = Encoding.UTF8.GetString(files.Files[ResultFiles.TableMarkdown]);
        Assert.Contains("tiny[test] (2 images) in place of tiny[absent], which this machine does not have", text, StringComparison.Ordinal);
        Assert.Contains("Left out because the weights are not at hand (1): EDSR-8_x2.", text, StringComparison.Ordinal);
        Assert.Contains("Left out because the data set is not at hand (1): Set5.", text, StringComparison.Ordinal);
        Assert.All(files.Files, file => Assert.DoesNotContain("/nowhere", Encoding.UTF8.GetString(file.Value), StringComparison.Ordinal));
    }

    [Fact]
    public void AnExceptedDataSet_IsNotRunForThatNetwork_AndSaidSo()
    {
        var plan = Plan(networks: "[{ weights: bicubic-net, scale: 2 }, { weights: bicubic-net, scale: 3, except: ['tiny[absent]'] }, { weights: bicubic-net, scale: 4, except: ['tiny[absent]', 'tiny[calibration]'] }]", methods: "[fp32]", datasets: "[{ prefer: 'tiny[absent]', else: 'tiny[test]' }, 'tiny[calibration]']");
        var result = Run(plan, new SilentProgress());
        Assert.Equal([(2, "tiny[test]"), (2, "tiny[calibration]"), (3, "tiny[calibration]")], result.Rows.Select(row => (row.Scale, row.Dataset)));
        Assert.Equal(3, ExperimentSurvey.Of(plan, Known, Paths, rerun: false).Count());
        Assert.Contains(
            "Left out because the experiment excepts it (3): bicubic-net:x3 on tiny[test], bicubic-net:x4 on tiny[test], bicubic-net:x4 on tiny[calibration].",
            Encoding.UTF8.GetString(Write(result).Files[ResultFiles.TableMarkdown]),
            StringComparison.Ordinal);
    }

    [Fact]
    public void CellsThatAreNotRun_AreNamedInFewWords()
    {
        var whole = Plan(networks: "[{ weights: bicubic-net, scale: 2 }, { weights: bicubic-net, scale: 3 }, { weights: bicubic-net, scale: 4 }]", methods: "[fp32, minmax, 'minmax[w=3,a=3]', omse, 'omse[w=3,a=3]']");
        var part = whole with { Cells = [whole.Cells[0], whole.Cells[1]], Datasets = [whole.Datasets[0]] };
        var result = new ExperimentRunner(Known, Paths, new SilentProgress()).Complete(whole, Run(part, new SilentProgress()));
        Assert.Equal(28, result.NotRun.Length);
        Assert.Equal(
            "Not run yet (28): bicubic-net:x2 on tiny[calibration] (all 5 methods); bicubic-net:x2 on tiny[test] (minmax [w=3,a=3], omse [defaults] [w=3,a=3]); bicubic-net:x3, bicubic-net:x4 on tiny[test], tiny[calibration] (all 5 methods).",
            Caption.Lines(result).Single(line => line.StartsWith("Not run", StringComparison.Ordinal)));
    }

    [Fact]
    public void Plan_WithoutWeightsThatAreNotOptional_Stops() =>
        Assert.Contains("'EDSR-8_x2' are not at hand", Assert.Throws<ResearchException>(() => Plan(networks: "[EDSR-8_x2]")).Message, StringComparison.Ordinal);

    [Fact]
    public void Plan_WithAMistypedPart_DoesNotTakeTheOtherSet() =>
        Assert.Contains("'tset'", Assert.Throws<ResearchException>(() => Plan(datasets: "[{ prefer: 'tiny[tset]', else: 'tiny[test]', optional: true }]")).Message, StringComparison.Ordinal);

    [Fact]
    public void AFailingCell_IsRecorded_AndTheOthersGoOn()
    {
        var result = Run(Plan(methods: "[fp32, 'minmax[roles=[tail]]', minmax]", datasets: "['tiny[test]', 'tiny[broken]']"), new SilentProgress());
        Assert.Equal(["fp32", "minmax"], result.Rows.Select(row => row.Identity));
        Assert.All(result.Rows, row => Assert.Equal("tiny[test]", row.Dataset));
        Assert.Equal(
            ["fp32@bicubic-net:x2 on tiny[broken]", "minmax[roles=[tail]]@bicubic-net:x2", "minmax@bicubic-net:x2 on tiny[broken]"],
            result.Failures.Select(failure => failure.Label));
        Assert.Contains("has no convolution with role Tail", result.Failures[1].Message, StringComparison.Ordinal);
        Assert.Contains("Failed: minmax[roles=[tail]]@bicubic-net:x2", Encoding.UTF8.GetString(Write(result).Files[ResultFiles.TableMarkdown]), StringComparison.Ordinal);
    }

    [Fact]
    public void ACancelledRun_LeavesTheEarlierResultAsItWas()
    {
        Write(Run(Plan(), new SilentProgress()));
        var before = Snapshot();
        using var stop = new CancellationTokenSource();
        var progress = new SilentProgress { OnStarted = cell => { if (cell.Method.Identity.Method == "minmax") { stop.Cancel(); } } };
        Assert.ThrowsAny<OperationCanceledException>(() => new ExperimentRunner(Known, Paths, progress).Run(Plan(), new RunSettings(Rerun: true), stop.Token));
        Assert.Equal(before, Snapshot());
    }

    [Fact]
    public void Publish_CopiesOnce_AndComparisonNamesWhatDiffers()
    {
        Write(Run(Plan(), new SilentProgress()));
        var first = ResultPublisher.Publish(Folders, Known, "tiny", force: false);
        Assert.Contains("manifest.json", first);
        Assert.Contains("timings.csv", first);
        Assert.Empty(ResultPublisher.Publish(Folders, Known, "tiny", force: false));

        var (local, published) = (Path.Combine(Folders.Local("tiny"), "rows.csv"), Path.Combine(Folders.Published("tiny"), "rows.csv"));
        Assert.Empty(ResultComparison.Of(local, published).Differences);
        File.WriteAllText(published, File.ReadAllText(published).Replace(",fp32,", ",full,", StringComparison.Ordinal).Replace(",simulated,3,3,3,", ",simulated,3,3,3.5,", StringComparison.Ordinal));
        var comparison = ResultComparison.Of(local, published);
        Assert.Equal((4, 2, 2), (comparison.Compared, comparison.NotPublished, comparison.NotRun));
        Assert.Equal(2, comparison.Differences.Count); // On two data sets.
        Assert.StartsWith("minmax[w=3,a=3]@bicubic-net x2 on tiny[test]", comparison.Differences[0], StringComparison.Ordinal);
        Assert.EndsWith("fab 3.5 -> 3 (-0.5)", comparison.Differences[0], StringComparison.Ordinal);

        Assert.Contains("2 published rows", Assert.Throws<ResearchException>(() => ResultPublisher.Publish(Folders, Known, "tiny", force: false)).Message, StringComparison.Ordinal);
        Assert.Equal(["rows.csv", "manifest.json"], ResultPublisher.Publish(Folders, Known, "tiny", force: true));
        Assert.Contains("'absent'", Assert.Throws<ResearchException>(() => ResultPublisher.Publish(Folders, Known, "absent", force: false)).Message, StringComparison.Ordinal);
    }

    /// <summary>Times differ after every run; they are published with rows that changed, or where there are none yet.</summary>
    [Fact]
    public void Publish_OfTimesAlone_ChangesNothing()
    {
        var times = new[] { "timings.csv", "figures/psnr-against-milliseconds-tiny-test.png", "figures/psnr-against-milliseconds-tiny-test.svg" };
        Write(Run(Plan(), new SilentProgress()));
        foreach (var file in times)
        {
            Directory.CreateDirectory(Path.Combine(Folders.Local("tiny"), "figures"));
            File.AppendAllText(Path.Combine(Folders.Local("tiny"), file), "before");
        }

        Assert.Empty(times.Except(ResultPublisher.Publish(Folders, Known, "tiny", force: false)));
        foreach (var file in times)
        {
            File.AppendAllText(Path.Combine(Folders.Local("tiny"), file), "after");
        }

        Assert.Empty(ResultPublisher.Publish(Folders, Known, "tiny", force: false));
        File.AppendAllText(Path.Combine(Folders.Published("tiny"), "rows.csv"), "\n");
        Assert.Equal([.. times.Append("rows.csv").Append("manifest.json").Order(StringComparer.Ordinal)], ResultPublisher.Publish(Folders, Known, "tiny", force: false).Order(StringComparer.Ordinal));
    }

    private ExperimentPlan Plan(
        string networks = "[{ weights: bicubic-net, scale: 2 }]", string methods = "[fp32, minmax, 'minmax[w=3,a=3]']", string datasets = "['tiny[test]', 'tiny[calibration]']", string metrics = "['psnr:y', 'ssim:y-valid']", string? reference = null)
    {
        var experiment = ExperimentFile.Parse(
            Path.Combine(_root, "tiny.yaml"),
            $"""
            name: tiny
            title: Tiny
            networks: {networks}
            methods: {methods}
            calibration: tiny[fitting]
            datasets: {datasets}
            metrics: {metrics}
            figures: [psnr-against-bits]
            {(reference is null ? string.Empty : $"reference: {reference}")}
            """,
            Known);
        return ExperimentPlan.Make(experiment, Budget.Quick, Known, Paths);
    }

    private ExperimentResult Run(ExperimentPlan plan, IRunProgress progress, RunSettings? settings = null) =>
        new ExperimentRunner(Known, Paths, progress).Run(plan, settings ?? new RunSettings(), TestContext.Current.CancellationToken);

    private ResultFiles Write(ExperimentResult result)
    {
        var files = ResultFiles.Render(result, Known, Origin);
        Folders.WriteLocal("tiny", files);
        return files;
    }

    private List<string> Snapshot() =>
        [.. Directory.EnumerateFiles(Folders.Local("tiny"), "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(file => $"{file} {Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(file)))}")];
}
