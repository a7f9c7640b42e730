using System.Numerics.Tensors;
using Research.Framework.Quantization;
using TorchSharp;

namespace Research.Framework.Training;

/// <summary>How far a student's feature is from its teacher's, both taken by their direction: a loss of distillation.</summary>
/// <remarks>
/// D = sum_s ||q_s / ||q|| - t_s||, s the samples, ||q|| of the whole batch, t divided by its own norm already (AdaBM's skip loss, released code). With
/// d_s = ||q_s / a - t_s||, a = ||q||: dD/dq_s = (q_s / a - t_s) / (a d_s) - q_s / a^3 sum_r q_r (q_r / a - t_r) / d_r. A norm of zero has the gradient 0.
/// One pass over the memory for each sum in float32; tensor operations otherwise.
/// </remarks>
public sealed class NormalizedDistance : torch.autograd.SingleTensorFunction<NormalizedDistance>
{
    private const int Grain = 1 << 12;
    private const string Saved = nameof(Saved);

    public override string Name => nameof(NormalizedDistance);

    /// <param name="q_NCHW">The student's; gradients.</param>
    /// <param name="t_NCHW">The teacher's, of norm 1.</param>
    /// <returns>D, a scalar.</returns>
    public static torch.Tensor Of(torch.Tensor q_NCHW, torch.Tensor t_NCHW)
    {
        using var scope = torch.NewDisposeScope();
        var fits = TensorValues.Dense(q_NCHW) is not null && TensorValues.Dense(t_NCHW) is not null && q_NCHW.stride().SequenceEqual(t_NCHW.stride());
        return (fits ? apply(q_NCHW, t_NCHW) : Operations(q_NCHW, t_NCHW)).MoveToOuterDisposeScope();
    }

    internal static torch.Tensor Operations(torch.Tensor q, torch.Tensor t) => torch.linalg.vector_norm((q / q.norm()).sub(t).flatten(1), 2, [1L]).sum();

    public override torch.Tensor forward(torch.autograd.AutogradContext ctx, params object[] vars)
    {
        using var scope = torch.NewDisposeScope();
        var (q, t) = ((torch.Tensor)vars[0], (torch.Tensor)vars[1]);
        ctx.save_for_backward([q, t]);
        var sums = Sums.Of(q, t);
        ctx.save_data(Saved, sums);
        return torch.tensor((float)sums.Distances.Sum()).MoveToOuterDisposeScope();
    }

    public override List<torch.Tensor> backward(torch.autograd.AutogradContext ctx, torch.Tensor grad_output)
    {
        using var scope = torch.NewDisposeScope();
        var saved = ctx.get_saved_variables();
        var (q, t, sums) = (saved[0].detach(), saved[1].detach(), (Sums)ctx.get_data(Saved));
        var dq = torch.empty_like(q);
        var (student, teacher, target) = (TensorValues.Dense(q)!, TensorValues.Dense(t)!, TensorValues.Dense(dq)!);
        var upstream = grad_output.item<float>();
        var length = (int)q.numel() / sums.Distances.Length;
        var pieces = (length + Grain - 1) / Grain;
        Parallel.For(0, pieces * sums.Distances.Length, new ParallelOptions { MaxDegreeOfParallelism = torch.get_num_threads() }, run =>
        {
            var (sample, first) = (run / pieces, run % pieces * Grain);
            var (start, count) = ((sample * length) + first, Math.Min(Grain, length - first));
            var to = TensorValues.Span(target).Slice(start, count);
            var (ofStudent, ofTeacher) = sums.Slopes(sample);
            TensorPrimitives.Multiply(TensorValues.Span(teacher).Slice(start, count), (float)(upstream * ofTeacher), to);
            TensorPrimitives.MultiplyAdd(TensorValues.Span(student).Slice(start, count), (float)(upstream * ofStudent), to, to);
        });
        return [dq.MoveToOuterDisposeScope(), null!];
    }

    /// <param name="Norm">a.</param>
    /// <param name="Distances">d_s.</param>
    /// <param name="Common">sum_r q_r (q_r / a - t_r) / d_r.</param>
    private sealed record Sums(double Norm, double[] Distances, double Common)
    {
        internal static Sums Of(torch.Tensor q, torch.Tensor t)
        {
            var samples = (int)q.shape[0];
            var (student, teacher) = (TensorValues.Dense(q)!, TensorValues.Dense(t)!);
            var length = (int)q.numel() / samples;
            var norm = Math.Sqrt(Total(1, samples * length, (start, count) => (TensorPrimitives.SumOfSquares(TensorValues.Span(student).Slice(start, count)), 0))[0].First);
            if (norm == 0)
            {
                return new Sums(0, new double[samples], 0);
            }

            var parts = Total(samples, length, (start, count) =>
            {
                ReadOnlySpan<float> own = TensorValues.Span(student).Slice(start, count);
                Span<float> difference = stackalloc float[count];
                TensorPrimitives.Negate(TensorValues.Span(teacher).Slice(start, count), difference);
                TensorPrimitives.MultiplyAdd(own, (float)(1 / norm), difference, difference);
                return (TensorPrimitives.SumOfSquares<float>(difference), TensorPrimitives.Dot(own, difference));
            });
            var distances = Array.ConvertAll(parts, part => Math.Sqrt(part.First));
            return new Sums(norm, distances, parts.Zip(distances, (part, distance) => distance > 0 ? part.Second / distance : 0).Sum());
        }

        /// <summary>Factors of q_s and t_s in the gradient.</summary>
        internal (double Student, double Teacher) Slopes(int sample)
        {
            if (Norm == 0)
            {
                return (0, 0);
            }

            var inverse = Distances[sample] > 0 ? 1 / (Norm * Distances[sample]) : 0;
            return ((inverse / Norm) - (Common / (Norm * Norm * Norm)), -inverse);
        }

        /// <summary>Two sums for each of the segments, the same on any number of threads.</summary>
        private static (double First, double Second)[] Total(int segments, int length, Func<int, int, (float, float)> piece)
        {
            var pieces = (length + Grain - 1) / Grain;
            var all = new (double First, double Second)[segments * pieces];
            Parallel.For(0, all.Length, new ParallelOptions { MaxDegreeOfParallelism = torch.get_num_threads() }, run =>
            {
                var (segment, first) = (run / pieces, run % pieces * Grain);
                all[run] = piece((segment * length) + first, Math.Min(Grain, length - first));
            });
            return [.. all.Chunk(pieces).Select(parts => (parts.Sum(part => part.First), parts.Sum(part => part.Second)))];
        }
    }
}
