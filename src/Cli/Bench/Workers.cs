using System.Diagnostics;
using System.Globalization;
using Research.Framework.Data;
using Research.Framework.Evaluation;
using Research.Framework.Graph;
using Research.Framework.Metrics;
using Research.Framework.Quantization;
using Research.Framework.Runtime;
using Research.Methods.MinMax;
using Research.Networks.Edsr;
using TorchSharp;

namespace Research.Cli.Bench;

/// <summary>The contestants that are this program itself.</summary>
internal static class Workers
{
    internal static void Run(string name, CliContext context, ResearchPaths paths)
    {
        switch (name)
        {
            case "forward":
                Forward();
                break;
            case "quantized-forward":
                QuantizedForward();
                break;
            case "plain-forward":
                PlainForward();
                break;
            case "evaluate":
                EvaluateAndForward(context, paths);
                break;
            case "tiles-4k":
                Tiles();
                break;
            default:
                var step = TrainingSteps.Find(name, Edsr8)
                    ?? throw new ResearchException($"There is no contestant '{name}'. Known: forward, quantized-forward, plain-forward, evaluate, tiles-4k, train-fp32-24, train-pams-24, train-cadyq-24.");
                Answer(() => Time(step));
                break;
        }
    }

    private static void Forward()
    {
        using var network = QuantizedNetwork.FullPrecision(Edsr8());
        using var image = torch.rand(1, 3, ForwardBench.Height, ForwardBench.Width).mul(Scalars.Of(255));
        Answer(() => Time(() => network.Infer(image).Sr.Dispose()));
    }

    /// <summary>All convolutions with 8-bit weights and inputs.</summary>
    private static void QuantizedForward()
    {
        using var network = new MinMaxMethod().Place(Edsr8(), new MinMaxOptions { Roles = Enum.GetValues<Role>() });
        using var image = torch.rand(1, 3, ForwardBench.Height, ForwardBench.Width).mul(Scalars.Of(255));
        using (torch.inference_mode())
        {
            network.Forward(new ForwardContext { Lr = image, Observe = true }).Dispose();
        }

        foreach (var quantizer in network.Quantizers.Values.Cast<AffineQuantizer>())
        {
            quantizer.Fit(8);
        }

        Answer(() => Time(() => network.Infer(image).Sr.Dispose()));
    }

    private static void PlainForward()
    {
        using var network = new PlainEdsr();
        network.eval();
        using var image = torch.rand(1, 3, ForwardBench.Height, ForwardBench.Width).mul(Scalars.Of(255));
        using var mode = torch.no_grad();
        Answer(() => Time(() => network.forward(image).Dispose()));
    }

    /// <summary>Answers odd lines with an evaluation of the next ten images of Urban100, even ones with their forward passes alone on tensors in memory.</summary>
    private static void EvaluateAndForward(CliContext context, ResearchPaths paths)
    {
        using var network = QuantizedNetwork.FullPrecision(Edsr8());
        var all = context.Datasets.Open("Urban100", paths);
        var evaluator = new Evaluator(new WholeImageProtocol(), [LumaPsnr.Y, LumaSsim.Valid]);
        var chunks = all.ImageIds.Chunk(10).ToList();
        var line = 0;
        Answer(() =>
        {
            var chunk = new Part(all, chunks[line / 2 % chunks.Count]);
            return line++ % 2 == 0 ? Time(() => evaluator.Run(network, chunk, CancellationToken.None)) : ForwardAlone(network, chunk);
        });
    }

    private static double ForwardAlone(QuantizedNetwork network, ImageDataset images)
    {
        using var scope = torch.NewDisposeScope();
        var tensors = images.ImageIds.Select(id => ImageTensor.FromImage(images.ReadLr(id, 2))).ToList();
        return Time(() => tensors.ForEach(lr => network.Infer(lr).Sr.Dispose()));
    }

    /// <summary>3840x2160 output.</summary>
    private static void Tiles()
    {
        using var network = QuantizedNetwork.FullPrecision(Edsr8());
        using var image = torch.rand(1, 3, 1080, 1920).mul(Scalars.Of(255));
        Answer(() => Time(() => new TileProtocol(96, 90).Run(network, image, CancellationToken.None)));
    }

    /// <summary>Speed does not depend on the weights' values, as long as they are neither zero nor denormal.</summary>
    private static SrNetwork Edsr8()
    {
        var network = new SrNetwork(new EdsrArchitecture().Build(new EdsrParameters(8, 64), 2));
        using var generator = new torch.Generator(1);
        using var noGradient = torch.no_grad();
        using var scope = torch.NewDisposeScope();
        foreach (var parameter in network.parameters())
        {
            parameter.copy_(torch.randn(parameter.shape, generator: generator).mul(Scalars.Of(0.04)));
        }

        return network;
    }

    private static void Answer(Func<double> repeat)
    {
        Console.WriteLine("ready");
        while (Console.ReadLine() is not null)
        {
            Console.WriteLine(repeat().ToString("F3", CultureInfo.InvariantCulture));
        }
    }

    private static double Time(Action action)
    {
        var start = Stopwatch.GetTimestamp();
        action();
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    private sealed class Part(ImageDataset whole, IReadOnlyList<string> ids) : ImageDataset
    {
        public override string Name => whole.Name;

        public override IReadOnlyList<string> ImageIds => ids;

        public override bool HasHr => whole.HasHr;

        public override RgbImage ReadHr(string id) => whole.ReadHr(id);

        public override RgbImage ReadLr(string id, int scale) => whole.ReadLr(id, scale);

        public override string ContentHash(int scale) => whole.ContentHash(scale);

        public override IReadOnlyList<ImageHash> ImageHashes(int scale) => whole.ImageHashes(scale);
    }
}
