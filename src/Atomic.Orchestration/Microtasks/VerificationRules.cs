using Atomic.Core.Verifiers;

namespace Atomic.Orchestration.Microtasks;

/// <summary>What a microtask's verifiers mean for its flow. Pure.</summary>
public static class VerificationRules
{
    /// <summary>Whether the answer may be refused once it is complete, so that no part of it may be passed on before.</summary>
    /// <param name="microtask">The microtask.</param>
    public static bool HoldsBack(AcceptedMicrotask microtask) =>
        microtask.HasOutputSchema || microtask.Verify.Any(static verifier => verifier is ImmediateVerifier { Required: true });

    /// <summary>The verifiers that run with each attempt. Answers in the form of another protocol, and embeddings, are not held against any.</summary>
    /// <param name="microtask">The microtask.</param>
    public static IReadOnlyList<Verifier> Immediate(AcceptedMicrotask microtask) =>
        microtask.OneModel || microtask.Verify.Count == 0 ? [] : [.. microtask.Verify.Where(static verifier => verifier is ImmediateVerifier)];

    /// <summary>Whether there is something to be found or learned after the answer.</summary>
    /// <param name="microtask">The microtask.</param>
    /// <param name="execution">What became of its plan.</param>
    public static bool IsDue(AcceptedMicrotask microtask, PlanExecution execution) =>
        execution.Attempts.Any(static attempt => attempt.Verdicts.Count > 0)
        || (execution.Answer is not null && !microtask.OneModel && microtask.Verify.Any(verifier => IsLater(verifier, microtask.Id)));

    /// <summary>Whether a verifier runs after the answer, for this microtask.</summary>
    /// <param name="verifier">The verifier.</param>
    /// <param name="microtaskId">The microtask's id.</param>
    public static bool IsLater(Verifier verifier, string microtaskId) =>
        verifier is ExecutableVerifier || (verifier is JudgeVerifier judge && JudgeDraw.IsDrawn(microtaskId, judge.Share));
}
