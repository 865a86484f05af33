using Atomic.Core.Decisions;

namespace Atomic.Core.Verifiers;

/// <summary>What was found of a microtask's answer after it was given, and what became of it, as recorded.</summary>
public sealed record AnswerVerdict
{
    /// <summary>What each verifier found of the answer, in order.</summary>
    public IReadOnlyList<VerifierVerdict> Verdicts { get; init; } = [];

    /// <summary>The judgements that were made of it, each with its trust, in the order in which they were kept; empty where nobody came to a verdict.</summary>
    public IReadOnlyList<Feedback> Judgements { get; init; } = [];

    /// <summary>Whether something was learned from it now; false where another judgement had taught as much, or a delivery before this one.</summary>
    public bool Learned { get; init; }

    /// <summary>The microtask of the judge; null where none was asked.</summary>
    public string? JudgeMicrotaskId { get; init; }
}
