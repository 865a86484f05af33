namespace Atomic.Orchestration.Ports;

/// <summary>An input whose right answer is known from feedback or a verifier.</summary>
/// <param name="LearningId">What makes it the same when it is delivered again; it always comes with the same kind.</param>
/// <param name="Kind">The kind.</param>
/// <param name="Text">The input as text.</param>
/// <param name="Label">The right answer.</param>
public sealed record VerifiedExample(string LearningId, string Kind, string Text, string Label)
{
    /// <summary>How many microtasks its outcome stands for, at least 1: more than one where a specialist was audited; see <see cref="Core.Specialists.AuditShare.Weight"/>. 1 in examples from before this was kept.</summary>
    public double Weight { get; init; } = 1;
}
