namespace Atomic.Orchestration.Failures;

/// <summary>An orchestration that threw or was terminated. A microtask without an answer is none: its orchestration did what it should.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Tenant">Whose it is; null where it is nobody's.</param>
/// <param name="Kind">The microtask's kind; null where it has none.</param>
/// <param name="Reason">Why it failed.</param>
/// <param name="StartedAt">When it was started.</param>
/// <param name="EndedAt">When it failed.</param>
public sealed record FailedOrchestration(string Id, string? Tenant, string? Kind, string Reason, DateTimeOffset StartedAt, DateTimeOffset EndedAt);
