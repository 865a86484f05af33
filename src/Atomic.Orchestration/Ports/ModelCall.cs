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

    /// <summary>How long it may take, retries included.</summary>
    public required TimeSpan TimeLimit { get; init; }
}
