namespace Atomic.Orchestration.Durable;

/// <summary>A page of a listing.</summary>
/// <param name="Items">The instances.</param>
/// <param name="Continuation">Where the next page begins; null on the last.</param>
public sealed record OrchestrationPage(IReadOnlyList<OrchestrationSnapshot> Items, string? Continuation);
