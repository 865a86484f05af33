using Atomic.Core.Policies;

namespace Atomic.Orchestration.Microtasks;

/// <summary>A microtask as it was accepted: the input of <see cref="MicrotaskOrchestration"/>.</summary>
public sealed record AcceptedMicrotask
{
    /// <summary>Id of the microtask and of its orchestration.</summary>
    public required string Id { get; init; }

    /// <summary>Its kind.</summary>
    public required string Kind { get; init; }

    /// <summary>Instructions, input and output schema.</summary>
    public required PayloadReference Payload { get; init; }

    /// <summary>The policy, resolved.</summary>
    public required Policy Policy { get; init; }

    /// <summary>The caller's tags.</summary>
    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>();

    /// <summary>When it was accepted; the deadline counts from here.</summary>
    public required DateTimeOffset AcceptedAt { get; init; }

    /// <summary>SHA-256 of the request's meaning, hexadecimal: the same idempotency key with another hash is refused.</summary>
    public required string RequestHash { get; init; }
}
