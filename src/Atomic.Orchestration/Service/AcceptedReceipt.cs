namespace Atomic.Orchestration.Service;

/// <summary>What became of a submission.</summary>
/// <param name="Id">The microtask's id.</param>
/// <param name="Created">False where the idempotency key had been used for the same request before, and this is that microtask.</param>
public sealed record AcceptedReceipt(string Id, bool Created);
