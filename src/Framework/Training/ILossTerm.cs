using TorchSharp;

namespace Research.Framework.Training;

/// <summary>A part of a loss; the loss is the sum of its terms.</summary>
public interface ILossTerm
{
    /// <summary>In logs and records: <c>l1</c>.</summary>
    string Name { get; }

    /// <summary>Taps of student and teacher that it reads.</summary>
    IReadOnlyList<string> Taps => [];

    /// <summary>Whether it compares with a teacher.</summary>
    bool NeedsTeacher => false;

    /// <returns>A scalar with gradients.</returns>
    torch.Tensor Of(StudentPass pass);
}
