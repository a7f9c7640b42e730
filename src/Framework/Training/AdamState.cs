using TorchSharp;
using TorchSharp.Modules;

namespace Research.Framework.Training;

/// <summary>What Adam remembers of its parameters.</summary>
public sealed class AdamState
{
    private readonly IReadOnlyList<Adam.State> _moments;

    /// <param name="adam">Over these parameters, in their order.</param>
    public AdamState(IReadOnlyList<KeyValuePair<string, Parameter>> parameters, Adam adam)
    {
        _moments = [.. adam.state_dict().State.Cast<Adam.State>()];
        Tensors =
        [
            .. parameters.Zip(_moments, (parameter, moments) => KeyValuePair.Create($"adam.mean:{parameter.Key}", moments.exp_avg)),
            .. parameters.Zip(_moments, (parameter, moments) => KeyValuePair.Create($"adam.square:{parameter.Key}", moments.exp_avg_sq)),
        ];
    }

    /// <summary>The moments, by name.</summary>
    public IReadOnlyList<KeyValuePair<string, torch.Tensor>> Tensors { get; }

    /// <summary>Sets the count of steps done, of all parameters.</summary>
    public long Steps
    {
        set => Updates = [.. _moments.Select(_ => value)];
    }

    /// <summary>How often each parameter was moved: less often than there were steps, where a step gave it no gradient.</summary>
    internal IReadOnlyList<long> Updates
    {
        get => [.. _moments.Select(moments => moments.step)];
        set
        {
            foreach (var (moments, updates) in _moments.Zip(value))
            {
                moments.step = updates;
            }
        }
    }
}
