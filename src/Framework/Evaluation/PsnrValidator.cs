using Research.Framework.Data;
using Research.Framework.Methods;
using Research.Framework.Metrics;
using Research.Framework.Quantization;

namespace Research.Framework.Evaluation;

/// <summary>Scores by the mean of <c>psnr:y</c> over the whole images of a set.</summary>
public sealed class PsnrValidator(ImageDataset images) : IValidator
{
    public double Score(QuantizedNetwork network, CancellationToken cancellation) =>
        new Evaluator(new WholeImageProtocol(), [LumaPsnr.Y]).Run(network, images, cancellation).Mean(LumaPsnr.Y.Info.Id);
}
