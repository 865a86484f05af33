namespace Atomic.Cli.Api;

/// <summary>The body of <c>POST /api/microtasks/{id}/feedback</c>.</summary>
/// <param name="Score">0 (wrong) to 1 (right).</param>
/// <param name="Label">The right answer; null: not told.</param>
internal sealed record FeedbackRequest(double Score, string? Label);
