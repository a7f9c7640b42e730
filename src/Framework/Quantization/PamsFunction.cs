using Research.Framework.Runtime;
using TorchSharp;

namespace Research.Framework.Quantization;

/// <summary>
/// PAMS' quantizer with several candidate bit-widths (CADyQ, sections 3.1 and 5 of the specification): each sample passes in the bits chosen for it,
/// while gradients are those of the mixture of all candidates. Forward and backward in one pass over the memory each, for float32 tensors that
/// lie in one piece; <see cref="Operations"/> is the form for everything else.
/// </summary>
/// <remarks>
/// q_k(x) = round(clip(x, -a_k, a_k) / a_k Q_k) / Q_k a_k, Q_k = 2^(b_k - 1) - 1. With G the gradient of the result and p the mixture (one-hot where the
/// choice is hard): dx = G sum_k p_k [|x| &lt; a_k], da_k = p_k &lt;G, dq_k/da_k&gt;, dq_k/da_k = sign(x) outside the range and (q_k - x) / a_k inside, dp_k =
/// &lt;G, q_k&gt; of the sample. Without clipping (the warm-up epoch) all of x is inside.
/// </remarks>
public sealed class PamsFunction : torch.autograd.SingleTensorFunction<PamsFunction>
{
    private const int Grain = 1 << 15;
    private const double Narrowest = 1e-8;
    private const string Choice = nameof(Choice);
    private const string Clip = nameof(Clip);
    private const string Limits = nameof(Limits);

    public override string Name => nameof(PamsFunction);

    /// <param name="x">N x C x H x W.</param>
    /// <param name="alpha_K">The clipping bound of each candidate.</param>
    /// <param name="candidates">Bits of each candidate.</param>
    /// <param name="choices">Index of each sample's candidate.</param>
    /// <param name="mixture_NK">Weights of the candidates in the gradient; null: the choices alone.</param>
    /// <param name="clip">False in the warm-up epoch.</param>
    /// <exception cref="NotFiniteException">An element is NaN or infinite.</exception>
    public static torch.Tensor Quantize(torch.Tensor x, torch.Tensor alpha_K, IReadOnlyList<int> candidates, IReadOnlyList<int> choices, torch.Tensor? mixture_NK, bool clip)
    {
        using var scope = torch.NewDisposeScope();
        int[] limits = [.. candidates.Select(bits => (1 << (bits - 1)) - 1)];
        int[] chosen = [.. choices];
        using var dense = TensorValues.Dense(x);
        if (dense is null || alpha_K.dtype != torch.ScalarType.Float32)
        {
            return x.isfinite().all().item<bool>() ? Operations(x, alpha_K, limits, chosen, mixture_NK, clip).MoveToOuterDisposeScope() : throw new NotFiniteException();
        }

        return (torch.is_grad_enabled() ? apply(x, alpha_K, mixture_NK ?? OneHot(chosen, limits.Length, x.dtype), limits, chosen, clip) : Forward(x, alpha_K, limits, chosen, clip)).MoveToOuterDisposeScope();
    }

    public override torch.Tensor forward(torch.autograd.AutogradContext ctx, params object[] vars)
    {
        var (x, alpha, mixture, limits, choices, clip) = ((torch.Tensor)vars[0], (torch.Tensor)vars[1], (torch.Tensor)vars[2], (int[])vars[3], (int[])vars[4], (bool)vars[5]);
        ctx.save_for_backward([x, alpha, mixture]);
        ctx.save_data(Limits, limits);
        ctx.save_data(Choice, choices);
        ctx.save_data(Clip, clip);
        return Forward(x, alpha, limits, choices, clip);
    }

    public override List<torch.Tensor> backward(torch.autograd.AutogradContext ctx, torch.Tensor grad_output)
    {
        using var scope = torch.NewDisposeScope();
        var saved = ctx.get_saved_variables();
        var (x, alpha, mixture) = (saved[0].detach(), Bounds(saved[1]), saved[2].detach());
        var (limits, clip) = ((int[])ctx.get_data(Limits), (bool)ctx.get_data(Clip));
        var g = x.stride().SequenceEqual(grad_output.stride()) ? grad_output.detach() : torch.empty_like(x).copy_(grad_output.detach());
        var dx = torch.empty_like(x);
        var weights = mixture.contiguous().data<float>().ToArray();
        var kernels = limits.Select((limit, k) => new PamsGradient(alpha[k], limit, clip)).ToArray();
        var sums = Sums(x, g, dx, kernels, weights);

        var samples = (int)x.shape[0];
        var (dAlpha, dMixture) = (new float[limits.Length], new float[samples * limits.Length]);
        for (var k = 0; k < limits.Length; k++)
        {
            var total = 0.0;
            for (var n = 0; n < samples; n++)
            {
                var of = (n * limits.Length) + k;
                dMixture[of] = (float)sums[of].Product;
                total += weights[of] * sums[of].Bound;
            }

            dAlpha[k] = (float)total;
        }

        return
        [
            dx.MoveToOuterDisposeScope(),
            torch.tensor(dAlpha).MoveToOuterDisposeScope(),
            torch.tensor(dMixture, mixture.shape).MoveToOuterDisposeScope(),
            null!,
            null!,
            null!,
        ];
    }

    /// <summary>The same of tensor operations: any type, any device, any layout.</summary>
    internal static torch.Tensor Operations(torch.Tensor x, torch.Tensor alpha_K, int[] limits, int[] choices, torch.Tensor? mixture_NK, bool clip)
    {
        torch.Tensor Weights(torch.Tensor weights_NK) => weights_NK.t().reshape([limits.Length, choices.Length, .. Enumerable.Repeat(1L, (int)x.dim() - 1)]);
        var forms = torch.stack([.. limits.Select((limit, k) => new PamsKernel(alpha_K.select(0, k).clamp_min(Scalars.Of(Narrowest)), limit, clip).Apply(x))]);
        var hard = (forms * Weights(OneHot(choices, limits.Length, x.dtype))).sum([0L]);
        if (mixture_NK is null || !torch.is_grad_enabled())
        {
            return hard;
        }

        var soft = (forms * Weights(mixture_NK)).sum([0L]);
        return hard.detach() + (soft - soft.detach());
    }

    private static torch.Tensor OneHot(int[] choices, int candidates, torch.ScalarType dtype)
    {
        var values = new float[choices.Length * candidates];
        for (var n = 0; n < choices.Length; n++)
        {
            values[(n * candidates) + choices[n]] = 1;
        }

        return torch.tensor(values, [choices.Length, candidates], dtype);
    }

    private static torch.Tensor Forward(torch.Tensor x, torch.Tensor alpha, int[] limits, int[] choices, bool clip)
    {
        using var scope = torch.NewDisposeScope();
        var y = torch.empty_like(x);
        var (source, target) = (TensorValues.Dense(x.detach())!, TensorValues.Dense(y)!);
        var bounds = Bounds(alpha);
        var kernels = limits.Select((limit, k) => new PamsKernel(bounds[k], limit, clip)).ToArray();
        var length = (int)x.numel() / choices.Length;
        var pieces = (length + Grain - 1) / Grain;
        var finite = true;
        Parallel.For(0, choices.Length * pieces, new ParallelOptions { MaxDegreeOfParallelism = torch.get_num_threads() }, run =>
        {
            var (sample, first) = (run / pieces, run % pieces * Grain);
            var (start, count) = ((sample * length) + first, Math.Min(Grain, length - first));
            if (!ElementPass.Vector(kernels[choices[sample]], TensorValues.Span(source).Slice(start, count), TensorValues.Span(target).Slice(start, count)))
            {
                Volatile.Write(ref finite, false);
            }
        });
        return finite ? y.MoveToOuterDisposeScope() : throw new NotFiniteException();
    }

    /// <summary>By sample and candidate. The same on any number of threads.</summary>
    private static PamsSums[] Sums(torch.Tensor x, torch.Tensor g, torch.Tensor dx, PamsGradient[] kernels, float[] weights)
    {
        var (source, gradient, target) = (TensorValues.Dense(x)!, TensorValues.Dense(g)!, TensorValues.Dense(dx)!);
        var samples = weights.Length / kernels.Length;
        var length = (int)x.numel() / samples;
        var pieces = (length + Grain - 1) / Grain;
        var parts = new PamsSums[samples * pieces * kernels.Length];
        Parallel.For(0, samples * pieces, new ParallelOptions { MaxDegreeOfParallelism = torch.get_num_threads() }, run =>
        {
            var (sample, first) = (run / pieces, run % pieces * Grain);
            var (start, count) = ((sample * length) + first, Math.Min(Grain, length - first));
            PamsGradient.Mixture(
                kernels,
                weights.AsSpan(sample * kernels.Length, kernels.Length),
                TensorValues.Span(source).Slice(start, count),
                TensorValues.Span(gradient).Slice(start, count),
                TensorValues.Span(target).Slice(start, count),
                parts.AsSpan(run * kernels.Length, kernels.Length));
        });

        var sums = new PamsSums[samples * kernels.Length];
        for (var i = 0; i < parts.Length; i++)
        {
            sums[(i / (pieces * kernels.Length) * kernels.Length) + (i % kernels.Length)] += parts[i];
        }

        return sums;
    }

    private static float[] Bounds(torch.Tensor alpha) => Array.ConvertAll(alpha.detach().data<float>().ToArray(), bound => MathF.Max(bound, (float)Narrowest));
}
