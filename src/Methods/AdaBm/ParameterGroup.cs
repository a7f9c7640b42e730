using Research.Framework.Training;
using TorchSharp;
using TorchSharp.Modules;

namespace Research.Methods.AdaBm;

/// <summary>Parameters that are tuned in the same epochs; Adam's memory lasts from one to the next. The rate falls to 0.9 of itself after each.</summary>
internal sealed class ParameterGroup : IDisposable
{
    private const double Decay = 0.9;

    private readonly List<(IReadOnlyList<KeyValuePair<string, Parameter>> Parameters, Adam Adam, AdamState State, double Rate)> _parts = [];

    internal ParameterGroup(string name) => Name = name;

    internal string Name { get; }

    /// <summary>Adam's moments, by name.</summary>
    internal IEnumerable<KeyValuePair<string, torch.Tensor>> Moments => _parts.SelectMany(part => part.State.Tensors);

    private IEnumerable<Parameter> Parameters => _parts.SelectMany(part => part.Parameters).Select(parameter => parameter.Value);

    internal ParameterGroup Add(IEnumerable<KeyValuePair<string, torch.Tensor>> parameters, double rate)
    {
        List<KeyValuePair<string, Parameter>> all = [.. parameters.Select(pair => KeyValuePair.Create(pair.Key, (Parameter)pair.Value))];
        if (all.Count > 0)
        {
            var adam = torch.optim.Adam(all.Select(pair => pair.Value), rate);
            _parts.Add((all, adam, new AdamState(all, adam), rate));
        }

        return this;
    }

    /// <summary>Switches gradients on or off.</summary>
    internal void Train(bool on)
    {
        foreach (var parameter in Parameters)
        {
            parameter.requires_grad = on;
        }
    }

    /// <param name="epoch">Epochs of this group done.</param>
    internal void StartEpoch(int epoch)
    {
        foreach (var (_, adam, _, rate) in _parts)
        {
            foreach (var group in adam.ParamGroups)
            {
                group.LearningRate = rate * Math.Pow(Decay, epoch);
            }
        }
    }

    internal void ZeroGradients() => _parts.ForEach(part => part.Adam.zero_grad());

    internal void Step() => _parts.ForEach(part => part.Adam.step());

    /// <param name="steps">Steps of this group done.</param>
    internal void Restore(long steps) => _parts.ForEach(part => part.State.Steps = steps);

    public void Dispose() => _parts.ForEach(part => part.Adam.Dispose());
}
