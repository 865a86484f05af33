using System.Text.Json;
using Atomic.Core.Bids;
using Atomic.Core.Decisions;
using Atomic.Core.Embeddings;
using Atomic.Core.Plans;
using Atomic.Core.Policies;
using Atomic.Orchestration.Microtasks;

namespace Atomic.Orchestration.Service;

/// <summary>An answer of which something is said, with all that tells what it teaches.</summary>
public sealed record JudgedAnswer
{
    /// <summary>The microtask's id.</summary>
    public required string MicrotaskId { get; init; }

    /// <summary>Under what is kept what is learned of its kind.</summary>
    public required string Scope { get; init; }

    /// <summary>Whose answer it is.</summary>
    public required string BidderId { get; init; }

    /// <summary>The plan that was executed; null where it is not known.</summary>
    public Plan? Plan { get; init; }

    /// <summary>The attempts in the order in which they ended; empty where they are not known any more.</summary>
    public IReadOnlyList<Attempt> Attempts { get; init; } = [];

    /// <summary>What the bidders had bid; null where that is not known.</summary>
    public IReadOnlyList<Bid>? Bids { get; init; }

    /// <summary>The answering attempt's place among them; -1 where it is not known.</summary>
    public int Place { get; init; } = -1;

    /// <summary>Whether the answer was held to an output schema.</summary>
    public bool IsTyped { get; init; }

    /// <summary>What was worked on; null where it is not known any more.</summary>
    public PayloadReference? Payload { get; init; }

    /// <summary>What its input means, as an embedding model says; null where that is not known.</summary>
    public InputVector? Vector { get; init; }

    /// <summary>How many microtasks its outcome stands for, at least 1; see <see cref="Core.Specialists.AuditShare.Weight"/>.</summary>
    public double AuditWeight { get; init; } = 1;

    /// <summary>The microtask's policy; null where it is not known any more.</summary>
    public Policy? Policy { get; init; }

    /// <summary>When the microtask was accepted; null where it is not known any more.</summary>
    public DateTimeOffset? AcceptedAt { get; init; }

    /// <summary>The answer; null where it is not known any more.</summary>
    public JsonElement? Output { get; init; }
}
