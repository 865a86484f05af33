namespace Atomic.Orchestration.Failures;

/// <summary>What failed, the newest first.</summary>
/// <param name="Orchestrations">A page of the orchestrations.</param>
/// <param name="Messages">The newest messages that were given up; on the first page only.</param>
/// <param name="Continuation">Where the next page of orchestrations begins; null on the last.</param>
public sealed record FailurePage(IReadOnlyList<FailedOrchestration> Orchestrations, IReadOnlyList<FailedMessage> Messages, string? Continuation);
