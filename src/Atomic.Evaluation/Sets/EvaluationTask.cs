namespace Atomic.Evaluation.Sets;

/// <summary>A task with what every model did with it.</summary>
/// <param name="Facts">What is known before.</param>
/// <param name="Outcomes">What is known only afterwards, for each model of the set in its order.</param>
public sealed record EvaluationTask(TaskFacts Facts, IReadOnlyList<RecordedOutcome> Outcomes);
