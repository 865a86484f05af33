using Atomic.Orchestration.Streaming;

namespace Atomic.Orchestration.Service;

/// <summary>What became of a submission.</summary>
/// <param name="Id">The microtask's id.</param>
/// <param name="Created">False where the idempotency key had been used for the same request before, and this is that microtask.</param>
public sealed record AcceptedReceipt(string Id, bool Created)
{
    /// <summary>The answer while it arrives, for the caller to dispose of; null where none was asked for, or somebody else reads it.</summary>
    public AnswerFeed? Answer { get; init; }
}
