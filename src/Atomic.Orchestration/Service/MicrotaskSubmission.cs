using Atomic.Core.Policies;
using Atomic.Core.Verifiers;
using Atomic.Orchestration.Access;
using Atomic.Orchestration.Microtasks;

namespace Atomic.Orchestration.Service;

/// <summary>A microtask as its caller asks for it, read and checked, not yet accepted.</summary>
public sealed record MicrotaskSubmission
{
    /// <summary>Who asks: whose microtask it will be.</summary>
    public string Tenant { get; init; } = TenantName.Default;

    /// <summary>Its kind.</summary>
    public required string Kind { get; init; }

    /// <summary>Instructions, input and output schema.</summary>
    public required MicrotaskPayload Payload { get; init; }

    /// <summary>The policy, resolved.</summary>
    public Policy Policy { get; init; } = new();

    /// <summary>The caller's tags.</summary>
    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>();

    /// <summary>The batch that it is part of, for budgets; null: none. 1 to 64 characters, like a kind.</summary>
    public string? Batch { get; init; }

    /// <summary>What its answer is held against; null: what the configuration of its kind says, empty: nothing.</summary>
    public IReadOnlyList<Verifier>? Verify { get; init; }

    /// <summary>The microtask whose answer this one judges; null where it judges none.</summary>
    public string? JudgeOf { get; init; }

    /// <summary>Whether the caller wants the answer while it arrives. Composite plans then do not bid.</summary>
    public bool Stream { get; init; }

    /// <summary>The caller's idempotency key; null: none.</summary>
    public string? IdempotencyKey { get; init; }
}
