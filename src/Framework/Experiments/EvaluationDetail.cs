namespace Research.Framework.Experiments;

/// <summary>What is kept of an evaluation beyond its figures. It is no part of a cell's key: a cell that was finished with more serves as well, one with less is evaluated again.</summary>
/// <param name="Tiles">The bits of every pass, where they can vary.</param>
public sealed record EvaluationDetail(bool Tiles)
{
    public static EvaluationDetail None { get; } = new(false);
}
