namespace Research.Framework.Graph;

/// <summary>A named tensor of a network's graph, of shape N x <see cref="Channels"/> x H x W.</summary>
public sealed record Value
{
    internal Value(int index, string name, int channels, int upscale, bool postRelu)
    {
        Index = index;
        Name = name;
        Channels = channels;
        Upscale = upscale;
        PostRelu = postRelu;
    }

    /// <summary>Position in the graph's list of values.</summary>
    public int Index { get; }

    public string Name { get; }

    public int Channels { get; }

    /// <summary>Height and width in units of the LR image's; 0 for one value per channel and image (attention).</summary>
    public int Upscale { get; }

    /// <summary>True where every element has passed a ReLU and nothing signed has been added since.</summary>
    public bool PostRelu { get; }
}
