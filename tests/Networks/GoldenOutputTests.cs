using System.Globalization;
using Research.Framework.Graph;
using Research.Framework.Weights;
using TorchSharp;

namespace Research.Tests.Networks;

/// <summary>Every weights file through its network, against outputs that an independent implementation computed in float64.</summary>
[Trait("tier", "real")]
public sealed class GoldenOutputTests
{
    public static TheoryData<string, int, double, double, double, double> Rows
    {
        get
        {
            var rows = new TheoryData<string, int, double, double, double, double>();
            foreach (var cells in GoldenTable.Rows("network_outputs.csv"))
            {
                var values = cells[2..].Select(cell => double.Parse(cell, CultureInfo.InvariantCulture)).ToArray();
                rows.Add(cells[0], int.Parse(cells[1], CultureInfo.InvariantCulture), values[0], values[1], values[2], values[3]);
            }

            return rows;
        }
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public void Outputs_are_the_golden_ones(string file, int scale, double mean, double first, double inner, double last)
    {
        using var network = Load(file, scale);
        Check(network, torch.ScalarType.Float32, 0.005, mean, first, inner, last);

        // Five printed decimals.
        network.to(torch.ScalarType.Float64);
        Check(network, torch.ScalarType.Float64, 6e-6, mean, first, inner, last);
    }

    private static SrNetwork Load(string file, int scale)
    {
        using var weights = WeightsFile.Read(SharedFiles.Weights($"{file}.safetensors"));
        var network = new SrNetwork(WeightsFiles.Find(file, scale).Network.Build());
        network.Load(weights).Dispose();
        return network;
    }

    private static void Check(SrNetwork network, torch.ScalarType type, double tolerance, double mean, double first, double inner, double last)
    {
        using var scope = torch.NewDisposeScope();
        using var mode = torch.inference_mode();
        var scale = network.Graph.Scale;
        var y = network.Run(GoldenInput.Make(network.Graph.ImageChannels).to_type(type), new GraphPass()).to_type(torch.ScalarType.Float64);
        Assert.Equal([1, network.Graph.ImageChannels, scale * GoldenInput.Rows, scale * GoldenInput.Columns], y.shape);
        Assert.Equal(mean, y.mean().item<double>(), tolerance);
        Assert.Equal(first, y[0, 0, 0, 0].item<double>(), tolerance);
        Assert.Equal(inner, y[0, network.Graph.ImageChannels == 1 ? 0 : 1, (3 * scale) + 1, 5 * scale].item<double>(), tolerance);
        Assert.Equal(last, y[0, -1, -1, -1].item<double>(), tolerance);
    }
}
