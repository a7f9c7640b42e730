using Research.Framework.Data;
using Research.Framework.Quantization;

namespace Research.Methods.Cfqp;

/// <summary>Changes the grey levels of representative images from the network's full-precision outputs alone.</summary>
/// <param name="output">Extremes of the network's output on an image, in grey levels, before any clip.</param>
internal sealed class ImageConditioner(Func<RgbImage, ValueRange> output, CfqpOptions options)
{
    private const double White = 255;
    private const int Undamped = 12;
    private const double Least = 0.5;
    private const double Step = 0.05;

    internal ConditionedImage Condition(string id, RgbImage image)
    {
        if (options.Conditioning == Conditioning.None)
        {
            return new ConditionedImage(id, image, 1, 0, 0, Converged: true, default, default);
        }

        var before = output(image);
        var start = new ConditionedImage(id, image, 1, 0, 0, Converged: true, before, before);
        return options.Conditioning switch
        {
            Conditioning.Tame => Tame(start),
            Conditioning.Attenuate => Attenuate(start),
            Conditioning.Stretch when before.High < White - options.Tolerance => Stretch(start),
            _ => start,
        };
    }

    /// <remarks>
    /// k = 255 / (M - m), a &lt;- a k, b &lt;- (b - m) k, the network run again on a x + b of the original image, until |m| and |M - 255| are
    /// within the tolerance. The network is nearly equivariant to changes of grey levels, so that few rounds do for most. Where 12
    /// do not, rounding to 8 bits makes it oscillate: from then on a &lt;- a sqrt(k), and b is the mean of the old and the new. The best state is kept.
    /// </remarks>
    private ConditionedImage Tame(ConditionedImage start)
    {
        var (best, a, b, now) = (start with { Converged = IsTamed(start.Before) }, 1.0, 0.0, start.Before);
        for (var round = 1; round <= options.Rounds && !best.Converged && now.High > now.Low; round++)
        {
            var k = White / (now.High - now.Low);
            (a, b) = round <= Undamped ? (a * k, (b - now.Low) * k) : (a * Math.Sqrt(k), (b + ((b - now.Low) * k)) / 2);
            var image = Affine(start.Image, a, b);
            now = output(image);
            var next = best with { Image = image, A = a, B = b, Rounds = round, Converged = IsTamed(now), After = now };
            best = Error(now) < Error(best.After) ? next : best with { Rounds = round };
        }

        return best;
    }

    private ConditionedImage Attenuate(ConditionedImage start)
    {
        var now = start;
        for (var round = 1; now.After.High > White + options.Tolerance && 1 - (round * Step) >= Least - (Step / 2); round++)
        {
            var a = 1 - (round * Step);
            var image = Affine(start.Image, a, 0);
            now = start with { Image = image, A = a, Rounds = round, After = output(image) };
        }

        return now with { Converged = now.After.High <= White + options.Tolerance };
    }

    /// <remarks>a &lt;- a 255 / M.</remarks>
    private ConditionedImage Stretch(ConditionedImage start)
    {
        var now = start with { Converged = false };
        for (var round = 1; round <= options.Rounds && !now.Converged && now.After.High > 0; round++)
        {
            var a = now.A * White / now.After.High;
            var image = Affine(start.Image, a, 0);
            var after = output(image);
            now = start with { Image = image, A = a, Rounds = round, After = after, Converged = Math.Abs(after.High - White) < options.Tolerance };
        }

        return now;
    }

    private bool IsTamed(ValueRange range) => Error(range) < options.Tolerance;

    private static double Error(ValueRange range) => Math.Max(Math.Abs(range.Low), Math.Abs(range.High - White));

    /// <remarks>floor(a x + b + 1/2), clamped to 0..255.</remarks>
    private static RgbImage Affine(RgbImage image, double a, double b)
    {
        var levels = new byte[256];
        for (var x = 0; x < levels.Length; x++)
        {
            levels[x] = (byte)Math.Clamp(Math.Floor((a * x) + b + 0.5), 0, White);
        }

        return new RgbImage(image.Width, image.Height, Array.ConvertAll(image.Pixels, pixel => levels[pixel]));
    }
}
