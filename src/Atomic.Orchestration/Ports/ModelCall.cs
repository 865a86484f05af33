using Atomic.Core.Decisions;
using Atomic.Core.Demonstrations;
using Atomic.Orchestration.Microtasks;

namespace Atomic.Orchestration.Ports;

/// <summary>One execution that is asked of a bidder.</summary>
public sealed record ModelCall
{
    /// <summary>The microtask's id.</summary>
    public required string MicrotaskId { get; init; }

    /// <summary>Its kind.</summary>
    public required string Kind { get; init; }

    /// <summary>Under what is kept what is learned of it, see <see cref="Access.LearningScope"/>; the kind itself unless said otherwise.</summary>
    public string LearningScope
    {
        get => field ?? Kind;
        init;
    }

    /// <summary>What to work on.</summary>
    public required MicrotaskPayload Payload { get; init; }

    /// <summary>Sent to the endpoint as <c>Idempotency-Key</c>; the same again where an attempt is repeated after a crash.</summary>
    public required string IdempotencyKey { get; init; }

    /// <summary>The verified examples that were chosen when it bid, to be shown before the input, in order; empty where there are none.</summary>
    public IReadOnlyList<ChosenDemonstration> Demonstrations { get; init; } = [];

    /// <summary>The bidder's own refused answer, where it is asked again; null at the first asking.</summary>
    public RejectedAnswer? Rejected { get; init; }

    /// <summary>Takes the answer while it arrives; null where nobody waits for it. The endpoint is then asked to stream.</summary>
    public IAnswerSink? Sink { get; init; }

    /// <summary>How long it may take, retries included.</summary>
    public required TimeSpan TimeLimit { get; init; }
}
