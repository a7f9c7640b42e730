using System.Collections.Immutable;

namespace Research.Framework.Experiments;

/// <summary>What is kept of an evaluation beyond its figures. It is no part of a cell's key: a cell that was finished with more serves as well, one with less is evaluated again.</summary>
/// <param name="Tiles">The bits of every pass, where they can vary.</param>
/// <param name="Crops">Of the data set that is evaluated.</param>
public sealed record EvaluationDetail(bool Tiles, ImmutableArray<ImageCrop> Crops)
{
    public static EvaluationDetail None { get; } = new(false, []);
}
