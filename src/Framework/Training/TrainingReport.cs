using Research.Framework.Evaluation;

namespace Research.Framework.Training;

/// <summary>What came of a training.</summary>
/// <param name="Weights">The safetensors file.</param>
/// <param name="Log">The CSV file beside it.</param>
public sealed record TrainingReport(string Weights, string Log, TrainingOutcome Outcome, EvaluationResult Validation);
