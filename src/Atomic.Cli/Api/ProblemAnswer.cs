namespace Atomic.Cli.Api;

/// <summary>A problem as the API tells it (RFC 9457).</summary>
/// <param name="Type">Its stable name.</param>
/// <param name="Detail">What is wrong, and what to do.</param>
/// <param name="Pointer">The offending place in the body.</param>
internal sealed record ProblemAnswer(string? Type, string? Detail, string? Pointer);
