using System.Globalization;
using Research.Framework.Data;
using Research.Framework.Methods;
using Research.Framework.Quantization;
using Research.Framework.Runtime;
using Research.Framework.Training;
using Research.Methods.Cadyq;
using Research.Methods.Pams;
using Research.Networks.Edsr;
using Research.Tests.Framework.Experiments;
using Research.Tests.Networks;
using TorchSharp;

namespace Research.Tests.Methods.Cadyq;

/// <summary>What few bits cost before the training, on tiny images.</summary>
[Trait("tier", "recipe")]
public sealed class SensitivityAnalysisTests
{
    private static readonly ImageDataset Images = TestCatalogs.Create().Datasets.Open("tiny[training]", SharedFiles.Paths);

    [Fact]
    public void ItNotesEveryPatchAndLayer_AndChangesNothing()
    {
        var (plain, noted) = (Request(sensitivity: false), Request(sensitivity: true));
        using var without = new CadyqMethod().Quantize(plain, TestContext.Current.CancellationToken);
        using var with = new CadyqMethod().Quantize(noted, TestContext.Current.CancellationToken);
        Assert.All(without.Network.Graph.Tensors, tensor => Assert.True(without.Network[tensor.Name].equal(with.Network[tensor.Name]).all().item<bool>(), tensor.Name));
        Assert.DoesNotContain(plain.Notebook.Notes.Records, record => record.Table is SensitivityAnalysis.Patches or SensitivityAnalysis.Layers);

        var records = noted.Notebook.Notes.Records;
        Assert.Equal(Enumerable.Range(1, 12).Select(i => i.ToString(CultureInfo.InvariantCulture)), Items(records, SensitivityAnalysis.Patches, SensitivityAnalysis.Increase));
        Assert.Equal(Items(records, SensitivityAnalysis.Patches, SensitivityAnalysis.Increase), Items(records, SensitivityAnalysis.Patches, SensitivityAnalysis.Gradient));
        Assert.Equal(with.Edges.Where(edge => edge.Candidates.Length > 1).Select(edge => edge.Name), Items(records, SensitivityAnalysis.Layers, SensitivityAnalysis.Increase));
        Assert.Equal(Items(records, SensitivityAnalysis.Layers, SensitivityAnalysis.Increase), Items(records, SensitivityAnalysis.Layers, SensitivityAnalysis.Deviation));
        Assert.All(records.Where(record => record.Quantity is SensitivityAnalysis.Gradient or SensitivityAnalysis.Deviation), record => Assert.InRange(record.Value, 1e-9, 1e9));
    }

    /// <summary>Patch by patch through networks that have no other bits.</summary>
    [Fact]
    public void IncreasesAreThose_OfNetworksWithTheseBitsAlone()
    {
        var request = Request(sensitivity: true);
        using var student = Student(request);
        SensitivityAnalysis.Run(student, [Images], new QatSchedule(1, 1, 2, 8), request, TestContext.Current.CancellationToken);
        using var scope = torch.NewDisposeScope();
        using var batch = new CropSampler([.. Images.ImageIds.Select(id => Images.ReadPair(id, 2))], 2, 8, 2, request.Seeds.Below("sensitivity")).Draw(0);
        double Error(Func<QuantizedEdge, bool> fewest, int patch)
        {
            var sr = student.WithPolicy(new Chosen(fewest)).Infer(batch.Lr.narrow(0, patch, 1)).Sr.clamp(Scalars.Of(0), Scalars.Of(255));
            return (sr - batch.Hr.narrow(0, patch, 1)).square().mean().item<float>();
        }

        var records = request.Notebook.Notes.Records;
        foreach (var patch in new[] { 0, 1 })
        {
            var noted = records.Single(record => record.Table == SensitivityAnalysis.Patches && record.Item == $"{patch + 1}" && record.Quantity == SensitivityAnalysis.Increase).Value;
            var expected = Error(_ => true, patch) - Error(_ => false, patch);
            Assert.Equal(expected, noted, Math.Max(1e-3, Math.Abs(expected) * 1e-4));
            Assert.NotEqual(0, noted);
        }

        foreach (var layer in student.Edges.Where(edge => edge.Candidates.Length > 1))
        {
            var noted = records.Single(record => record.Table == SensitivityAnalysis.Layers && record.Item == layer.Name && record.Quantity == SensitivityAnalysis.Increase).Value;
            var expected = new[] { 0, 1 }.Average(patch => Error(edge => edge.Name == layer.Name, patch) - Error(_ => false, patch));
            Assert.Equal(expected, noted, Math.Max(1e-3, Math.Abs(expected) * 1e-4));
        }
    }

    [Fact]
    public void OneBitWidth_HasNothingToCompare() =>
        Assert.Contains("needs several", new CadyqOptions { Bits = [8], BitLoss = BitLoss.None, Sensitivity = true }.Problem(), StringComparison.Ordinal);

    private static IEnumerable<string> Items(IEnumerable<MethodRecord> records, string table, string quantity) =>
        records.Where(record => record.Table == table && record.Quantity == quantity).Select(record => record.Item);

    private static QuantizedNetwork Student(QuantizationRequest request)
    {
        var student = new CadyqMethod().Place(request.Network, request.Options);
        PamsStart.Copy(request.Needs["start"], student);
        return student;
    }

    private static QuantizationRequest Request(bool sensitivity) => new()
    {
        Network = RandomWeights.Fill(new EdsrArchitecture().Build(new EdsrParameters(2, 8), 2)),
        Options = Small.Options with { Sensitivity = sensitivity },
        Seeds = new Seeds(3),
        Training = [Images],
        Needs = new[] { "start", "teacher" }.ToDictionary(part => part, _ => Uniform(), StringComparer.Ordinal),
    };

    private static QuantizedNetwork Uniform()
    {
        var uniform = new PamsMethod().Place(RandomWeights.Fill(new EdsrArchitecture().Build(new EdsrParameters(2, 8), 2)), new PamsOptions());
        using var mode = torch.no_grad();
        using var scope = torch.NewDisposeScope();
        uniform.Forward(new ForwardContext { Lr = torch.linspace(0, 255, 3 * 64, torch.float32).view(1, 3, 8, 8), Observe = true });
        return uniform;
    }

    private sealed class Chosen(Func<QuantizedEdge, bool> fewest) : IBitPolicy
    {
        public BitDecision Decide(QuantizedEdge edge, torch.Tensor x, ForwardContext context) => BitDecision.Uniform(fewest(edge) ? edge.Candidates[0] : edge.Candidates[^1], x.shape[0]);
    }
}
