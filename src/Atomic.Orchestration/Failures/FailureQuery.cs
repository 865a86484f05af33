namespace Atomic.Orchestration.Failures;

/// <summary>Which failures to list.</summary>
/// <param name="Top">How many orchestrations, and how many messages, at most; 1 to 1,000.</param>
/// <param name="Continuation">Where the last page of orchestrations ended; null for the first page, which alone has the messages.</param>
public sealed record FailureQuery(int Top = 100, string? Continuation = null);
