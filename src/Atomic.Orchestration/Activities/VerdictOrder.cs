using Atomic.Core.Bids;
using Atomic.Core.Decisions;
using Atomic.Core.Embeddings;
using Atomic.Core.Plans;
using Atomic.Core.Policies;
using Atomic.Core.Verifiers;
using Atomic.Orchestration.Microtasks;

namespace Atomic.Orchestration.Activities;

/// <summary>A microtask that has ended, whose answer is to be judged.</summary>
public sealed record VerdictOrder
{
    /// <summary>The microtask's id.</summary>
    public required string MicrotaskId { get; init; }

    /// <summary>Whose it is.</summary>
    public required string Tenant { get; init; }

    /// <summary>Its kind.</summary>
    public required string Kind { get; init; }

    /// <summary>What was worked on.</summary>
    public required PayloadReference Payload { get; init; }

    /// <summary>What the input means, as an embedding model says; null where that is not known, as in histories from before this was kept.</summary>
    public InputVector? Vector { get; init; }

    /// <summary>Whether the answer was held to an output schema.</summary>
    public bool HasOutputSchema { get; init; }

    /// <summary>What the answer is held against.</summary>
    public required IReadOnlyList<Verifier> Verify { get; init; }

    /// <summary>The microtask's policy: what it forbids is forbidden to a judge as well.</summary>
    public required Policy Policy { get; init; }

    /// <summary>When the microtask was accepted; null in histories from before this was kept.</summary>
    public DateTimeOffset? AcceptedAt { get; init; }

    /// <summary>The plan that was executed.</summary>
    public Plan? Plan { get; init; }

    /// <summary>The bids of those that were tried.</summary>
    public required IReadOnlyList<Bid> Bids { get; init; }

    /// <summary>The attempts in order.</summary>
    public required IReadOnlyList<Attempt> Attempts { get; init; }

    /// <summary>The attempt whose answer the caller got; null where there is none.</summary>
    public PlanAsk? Answer { get; init; }

    /// <summary>How many microtasks the outcome stands for, at least 1; see <see cref="Core.Specialists.AuditShare.Weight"/>.</summary>
    public double AuditWeight { get; init; } = 1;

    /// <summary>The span of the submission as W3C <c>traceparent</c>; null where it was not traced.</summary>
    public string? TraceParent { get; init; }

    /// <summary>The place of the answering attempt; -1 where there is none.</summary>
    public int AnswerPlace()
    {
        for (var i = 0; i < Attempts.Count; i++)
        {
            if (Answer is { } answer && Attempts[i].Outcome == AttemptOutcome.Succeeded && (Attempts[i].Step, Attempts[i].Ask) == (answer.Step, answer.Ask)) return i;
        }

        return -1;
    }

    /// <summary>What is told where the order could not be carried out.</summary>
    /// <param name="reason">Why.</param>
    public static AnswerVerdict Failed(string reason) => new() { Verdicts = [new VerifierVerdict("verification", null, $"It failed inside the house ({reason}).")] };
}
